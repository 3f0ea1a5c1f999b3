package io.deliverysettings.adapter.http;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The quotas of all callers, or all addresses, that have been heard of lately. Whoever has not been for the longest time is
 * forgotten first, so that names that are made up do not fill the memory; nobody is while a request of theirs is under way.
 * Not safe for use by several threads.
 */
final class Quotas {

    private static final float LOAD_FACTOR = 0.75f;

    private final int most;
    private final Supplier<Quota> fresh;
    private final Map<String, Quota> quotas = new LinkedHashMap<>(16, LOAD_FACTOR, true);

    /**
     * Has heard of nobody.
     *
     * @param most how many are remembered, besides those that have requests under way
     * @param fresh makes the quota of one that is new
     */
    Quotas(int most, Supplier<Quota> fresh) {
        this.most = most;
        this.fresh = fresh;
    }

    Quota of(String key) {
        Quota known = quotas.get(key);
        if (known != null) {
            return known;
        }
        if (quotas.size() >= most) {
            forgetOne();
        }
        Quota quota = fresh.get();
        quotas.put(key, quota);
        return quota;
    }

    int size() {
        return quotas.size();
    }

    private void forgetOne() {
        Iterator<Quota> longestAgoFirst = quotas.values().iterator();
        while (longestAgoFirst.hasNext()) {
            if (longestAgoFirst.next().isIdle()) {
                longestAgoFirst.remove();
                return;
            }
        }
    }
}
