const leastMs = 30_000
const mostMs = 180_000
/** 100 kB/s. */
const bytesPerMs = 100

/**
 * How long a wire may lie still, in milliseconds, while a file of that size goes up or is taken in at the other end. A slow
 * line that moves is let go on for as long as it moves; one that is open at our end only does not hold its account for long.
 */
export const uploadSilenceMs = (bytes: number): number => Math.min(leastMs + bytes / bytesPerMs, mostMs)
