const official = 'https://api.x.com'

/** Where a new account's API stands: the official one, or the practice network's. */
export const serverFor = (practice: string | undefined) => practice ?? official

/** The page of consent lies on the site itself, everything else on the API. */
export const hostsOf = (server: string) => ({
  api: server,
  consent: server === official ? 'https://x.com/i/oauth2/authorize' : `${server}/i/oauth2/authorize`,
})

export const postUrl = (handle: string, id: string) => `https://x.com/${handle.replace(/^@/, '')}/status/${id}`
