export const official = 'https://graph.facebook.com'
const version = 'v23.0'

export const graphOf = (server: string) => `${server}/${version}`
