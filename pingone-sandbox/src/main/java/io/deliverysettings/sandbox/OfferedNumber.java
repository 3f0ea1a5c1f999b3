package io.deliverysettings.sandbox;

/** A number that an account offers. The number's text is a display form, so it is compared by its digits. */
record OfferedNumber(String numberId, String number, String verifiedName, String qualityRating, boolean available) {

    boolean hasDigitsOf(String text) {
        return digits(number).equals(digits(text));
    }

    static String digits(String text) {
        return text.replaceAll("[^0-9]", "");
    }
}
