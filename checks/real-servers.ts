import { installRealServers as install } from '../e2e/real-servers/install.ts'

/**
 * Installs the real servers of networks, a package of its own because it is large. Without it, the tests that need it
 * say they are skipped.
 */
export async function installRealServers(tell: (line: string) => void): Promise<void> {
  const result = await install(tell)
  if (!result.ready) tell(`they could not be installed, so what needs them is skipped: ${result.why}`)
}
