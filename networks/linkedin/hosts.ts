const official = 'https://api.linkedin.com'

/** Where a new account's API stands: the official one, or the practice network's. */
export const serverFor = (practice: string | undefined) => practice ?? official

/** Sign-in lies on the site itself. */
export const hostsOf = (server: string) => {
  const site = server === official ? 'https://www.linkedin.com' : server
  return { api: server, consent: `${site}/oauth/v2/authorization`, token: `${site}/oauth/v2/accessToken` }
}

/** The version of the API spoken here, one of the last twelve months: https://learn.microsoft.com/linkedin/marketing/versioning (read 2026-11-22). */
export const version = '202610'

export const postUrl = (urn: string) => `https://www.linkedin.com/feed/update/${urn}/`
