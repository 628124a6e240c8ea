const official = 'https://api.tumblr.com'

/** Where a new account's API stands: the official one, or the practice network's. */
export const serverFor = (practice: string | undefined) => practice ?? official

/** The page of consent lies on the site itself. */
export const hostsOf = (server: string) => ({
  api: `${server}/v2`,
  consent: `${server === official ? 'https://www.tumblr.com' : server}/oauth2/authorize`,
})

export const postUrl = (blog: string, id: string) => `https://www.tumblr.com/${blog}/${id}`
