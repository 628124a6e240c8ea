import { officialSignIn, type SignInHosts, signInBelow } from '../families/google-api/oauth.ts'

export const officialServer = 'https://youtube.googleapis.com'

export type Hosts = { api: string; upload: string; analytics: string; signIn: SignInHosts }

/** Where everything stands: Google's hosts, or paths below the lab's prefix. */
export const hostsOf = (server: string): Hosts => ({
  api: `${server}/youtube/v3`,
  upload: `${server}/upload/youtube/v3`,
  analytics: server === officialServer ? 'https://youtubeanalytics.googleapis.com/v2' : `${server}/v2`,
  signIn: server === officialServer ? officialSignIn : signInBelow(server),
})

/** Upload sessions are told by an address; the token goes there only where it is Google's own, or the lab's. */
export function isUploadHost(server: string, address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, origin } = new URL(address)
  if (server === officialServer) return protocol === 'https:' && hostname.endsWith('.googleapis.com')
  return origin === new URL(server).origin
}
