import { styleText } from 'node:util'

export type Tally = {
  pass: (name: string, ms?: number) => void
  fail: (name: string, why: string) => void
  skip: (name: string, why: string) => void
  /** Prints what failed and was skipped, then the closing line; true when nothing failed. */
  close: () => boolean
}

/** Counts and prints as it goes: a line for each file that went well, all there is to say for what did not. */
export function createTally(print: (line: string) => void = console.log): Tally {
  let passed = 0
  const failed: { name: string; why: string }[] = []
  const skipped: { name: string; why: string }[] = []
  return {
    pass: (name, ms) => {
      passed++
      print(
        `${styleText('green', '  ✔')} ${name}${ms && ms > 1_000 ? styleText('gray', ` ${(ms / 1_000).toFixed(1)} s`) : ''}`,
      )
    },
    fail: (name, why) => {
      failed.push({ name, why })
      print(`${styleText('red', '  ✖')} ${name}\n${indented(why)}`)
    },
    skip: (name, why) => {
      skipped.push({ name, why })
      print(`${styleText('yellow', '  –')} ${name}: ${why}`)
    },
    close: () => {
      if (skipped.length) print(`\nSkipped:\n${skipped.map((one) => `  ${one.name}: ${one.why}`).join('\n')}`)
      if (failed.length) print(`\nFailed:\n${failed.map((one) => `  ${one.name}\n${indented(one.why)}`).join('\n')}`)
      print(`\n${passed} passed, ${failed.length} failed${skipped.length ? `, ${skipped.length} skipped` : ''}`)
      return failed.length === 0
    },
  }
}

const indented = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .slice(0, 60)
    .map((line) => `      ${line}`)
    .join('\n')
