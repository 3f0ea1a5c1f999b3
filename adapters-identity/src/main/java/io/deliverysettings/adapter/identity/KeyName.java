package io.deliverysettings.adapter.identity;

/**
 * What a token says it is signed with. That the algorithm is a part of it keeps a key of one from being used for the other.
 *
 * @param algorithm one of the two that are accepted
 * @param id the issuer's own name for the key, {@code kid}; nothing but something to compare
 */
record KeyName(SignatureAlgorithm algorithm, String id) {}
