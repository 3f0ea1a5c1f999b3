package io.deliverysettings.sandbox;

/**
 * What a sandbox was asked and what it did with it since it started. A configuration call is one of any method to the settings
 * of an environment, whatever it was answered; a path that names no environment is none.
 *
 * @param callsReceived the configuration calls that arrived: those that were throttled and those that were let through
 * @param callsThrottled the configuration calls that were answered by 429 since they were over the {@link RateLimits}; not those of
 *     the throttled test account
 * @param callsLetThrough the configuration calls that were not throttled
 * @param faultsInjected the configuration calls that failed at random, see {@link SandboxOptions#faultShare()}
 * @param putsReceived the PUTs among the configuration calls, the throttled ones included
 * @param putsApplied the PUTs that changed the settings, whatever they were answered
 * @param putsAppliedTwice the PUTs that were applied although the PUT that was applied last to that environment had the same
 *     {@code Correlation-Id} and the same body, byte by byte: a write that was sent again after it had been applied
 * @param tokenCallsReceived the POSTs to the token endpoint of an environment, whatever they were answered
 */
public record SandboxStatistics(
        long callsReceived,
        long callsThrottled,
        long callsLetThrough,
        long faultsInjected,
        long putsReceived,
        long putsApplied,
        long putsAppliedTwice,
        long tokenCallsReceived) {

    /**
     * Which share of the configuration calls was over the limits.
     *
     * @return 0 to 1; 0 if there was no call
     */
    public double throttledShare() {
        return callsReceived == 0 ? 0 : (double) callsThrottled / callsReceived;
    }
}
