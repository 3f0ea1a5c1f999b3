package io.deliverysettings.sandbox;

/** Counts for {@link SandboxStatistics}. Under one lock, so that the figures of a snapshot agree with each other. */
final class CallCounters {

    private long throttled;
    private long letThrough;
    private long faults;
    private long puts;
    private long putsApplied;
    private long putsAppliedTwice;
    private long tokenCalls;

    synchronized void countCall(String method, boolean isThrottled) {
        if (isThrottled) {
            throttled++;
        } else {
            letThrough++;
        }
        if (method.equals("PUT")) {
            puts++;
        }
    }

    synchronized void countFault() {
        faults++;
    }

    synchronized void countAppliedPut(boolean isRepeated) {
        putsApplied++;
        if (isRepeated) {
            putsAppliedTwice++;
        }
    }

    synchronized void countTokenCall() {
        tokenCalls++;
    }

    synchronized SandboxStatistics snapshot() {
        return new SandboxStatistics(
                throttled + letThrough, throttled, letThrough, faults, puts, putsApplied, putsAppliedTwice, tokenCalls);
    }
}
