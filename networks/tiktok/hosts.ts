export const officialServer = 'https://open.tiktokapis.com'

/** The page of consent stands on the site that people know, everything else on the API's host. */
export const hostsOf = (server: string) => ({
  api: `${server}/v2`,
  consent: server === officialServer ? 'https://www.tiktok.com/v2/auth/authorize/' : `${server}/v2/auth/authorize/`,
})

export function isUploadHost(server: string, address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, origin } = new URL(address)
  if (server === officialServer) return protocol === 'https:' && hostname.endsWith('.tiktokapis.com')
  return origin === new URL(server).origin
}
