import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { type FitFacts, fitInto } from './fit.ts'
import type { FitRule } from './fit-rule.ts'

/** A file of the library together with ways to read it and to make it fit. Opening may happen many times. */
export type Remake<F extends FitFacts> = (facts: F, path: string, rule: FitRule) => Promise<{ facts: F; path: string }>
export type OpenFile<F extends FitFacts> = F & {
  open: () => Readable
  bytesNow: () => Promise<Buffer>
  fit: (rule: FitRule) => Promise<OpenFile<F>>
  publicUrl: () => Promise<string>
}

/**
 * `publish` gives the address at which anybody may fetch the file for some hours. `scratch` receives what `fit` makes; its owner
 * removes it (`withScratch`). `remake` stands in for `fitInto`, where what was made is kept. Nothing is opened until asked for.
 */
export function openMediaFile<F extends FitFacts>(
  facts: F,
  path: string,
  scratch: string,
  publish: (path: string, facts: F) => Promise<string>,
  remake: Remake<F> = (file, from, rule) => fitInto(file, from, rule, scratch),
): OpenFile<F> {
  return {
    ...facts,
    open: () => createReadStream(path),
    bytesNow: () => readFile(path),
    fit: async (rule) => {
      const made = await remake(facts, path, rule)
      return openMediaFile(made.facts, made.path, scratch, publish, remake)
    },
    publicUrl: () => publish(path, facts),
  }
}

/** A directory for the length of some work, removed afterwards whatever happens. */
export async function withScratch<T>(work: (directory: string) => Promise<T>, under = tmpdir()): Promise<T> {
  const directory = await mkdtemp(join(under, 'rialto-media-'))
  try {
    return await work(directory)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
