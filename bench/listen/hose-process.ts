import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Flood, Said } from './fire-hose.ts'

type Told = { port?: number; connected?: number; said?: Said }
export type Hose = {
  origin: string
  heard: Promise<void>
  flood: (asked: Flood) => Promise<Said>
  stop: () => Promise<void>
}

/** The stream in a process of its own; `heard` resolves when somebody listens. */
export async function startHose(): Promise<Hose> {
  const child = fork(join(import.meta.dirname, 'fire-hose.ts'))
  const { port } = await next(child, (told) => told.port !== undefined)
  const heard = next(child, (told) => told.connected !== undefined).then(() => {})
  return {
    origin: `http://127.0.0.1:${port}`,
    heard,
    flood: async (asked) => {
      const done = next(child, (told) => told.said !== undefined)
      child.send(asked)
      const { said } = await done
      if (!said) throw new Error('the stream said nothing')
      return said
    },
    stop: async () => {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

function next(child: ChildProcess, isIt: (told: Told) => boolean): Promise<Told> {
  return new Promise((resolve, reject) => {
    const hear = (told: Told) => {
      if (!isIt(told)) return
      child.off('message', hear)
      resolve(told)
    }
    child.on('message', hear)
    child.once('exit', (code) => reject(new Error(`the stream ended with ${code}`)))
  })
}
