const official = 'https://api.pinterest.com'

/** Where a new account's API stands: the official one, or the practice network's. */
export const serverFor = (practice: string | undefined) => practice ?? official

export const hostsOf = (server: string) => ({
  api: server === official ? `${server}/v5` : server,
  consent: server === official ? 'https://www.pinterest.com/oauth/' : `${server}/oauth/`,
})

export const pinUrl = (id: string) => `https://www.pinterest.com/pin/${id}/`
