/** Those every figure of the engine began with: words alone are one call there, and ten at once from one account are allowed. */
export const firstNetworks = ['bluesky', 'mastodon', 'telegram'] as const
