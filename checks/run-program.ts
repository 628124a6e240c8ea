import { spawn } from 'node:child_process'

export type Outcome = { code: number | null; said: string; ms: number }

/** Runs a program to its end, without input, and keeps what it says. */
export function runProgram(
  program: string,
  args: string[],
  given: { cwd?: string; env?: NodeJS.ProcessEnv; timeoutMs?: number; uid?: number; gid?: number } = {},
) {
  const began = performance.now()
  return new Promise<Outcome>((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: given.timeoutMs, ...given })
    const said: Buffer[] = []
    child.stdout.on('data', (chunk) => said.push(chunk))
    child.stderr.on('data', (chunk) => said.push(chunk))
    const end = (code: number | null, more = '') =>
      resolve({ code, said: Buffer.concat(said).toString() + more, ms: performance.now() - began })
    child.on('error', (error) => end(null, error.message))
    child.on('close', (code) => end(code))
  })
}
