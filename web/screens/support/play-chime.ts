import type { AlertEvent } from '../../api/support.ts'

/** Notes in hertz: graver alerts fall, the others rise. */
const falling = [659, 523]
const tunes: Partial<Record<AlertEvent, number[]>> = {
  ...{ late: falling, negative: falling, souring: falling, silence: falling },
  crisis: [784, 622, 466],
}
const usual = [523, 784]
const noteSeconds = 0.16

/** A short sound made here, without any file. Silent where the browser has not been touched yet. */
export function playChime(event: AlertEvent): void {
  const sound = new AudioContext()
  const notes = tunes[event] ?? usual
  for (const [at, hertz] of notes.entries()) {
    const begins = sound.currentTime + at * noteSeconds
    const note = new OscillatorNode(sound, { type: 'sine', frequency: hertz })
    const loudness = new GainNode(sound, { gain: 0 })
    loudness.gain.setValueAtTime(0, begins)
    loudness.gain.linearRampToValueAtTime(0.18, begins + 0.02)
    loudness.gain.exponentialRampToValueAtTime(0.001, begins + noteSeconds * 1.8)
    note.connect(loudness).connect(sound.destination)
    note.start(begins)
    note.stop(begins + noteSeconds * 2)
  }
  setTimeout(() => void sound.close(), (notes.length + 2) * noteSeconds * 1_000)
}
