export const officialServer = 'https://api.twitch.tv'

/** The API, and the sign-in on its own host. */
export const hostsOf = (server: string) => ({
  helix: `${server}/helix`,
  oauth: server === officialServer ? 'https://id.twitch.tv/oauth2' : `${server}/oauth2`,
})
