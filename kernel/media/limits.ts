/** What the desk takes, whatever a network may take. Sizes in bytes, lengths in milliseconds. */
export const mediaLimits = {
  bytes: {
    image: 60 * 1024 * 1024,
    gif: 60 * 1024 * 1024,
    video: 4 * 1024 * 1024 * 1024,
    audio: 1024 * 1024 * 1024,
    document: 200 * 1024 * 1024,
  },
  /** Pixels of a still that the decoder reads line by line. */
  streamedPixels: 80_000_000,
  /** Pixels of a still that the decoder must hold whole (progressive, interlaced, WebP), and of one frame. */
  heldPixels: 50_000_000,
  /** AVIF costs most by far: 20 bytes and 200 ns a pixel. */
  avifPixels: 16_000_000,
  /** What all decodings at one time may take together, by our estimate. */
  decodeBytes: 320 * 1024 * 1024,
  /** Pixels of all frames together. */
  animatedPixels: 400_000_000,
  frames: 2_000,
  side: 30_000,
  durationMs: 12 * 3600 * 1000,
  tracks: 32,
  /** Largest picture a video may have, by its own header. */
  videoSide: 8_192,
  /** Entries read of a document's directory. */
  documentEntries: 20_000,
}
