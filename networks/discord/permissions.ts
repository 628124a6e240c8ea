import type { Channel, Guild } from './api.ts'

/** https://docs.discord.com/developers/topics/permissions (read 2026-11-22). */
const administrator = 1n << 3n
const viewChannel = 1n << 10n
const sendMessages = 1n << 11n

/** May the bot see this channel and write in it? Overwrites count in the order everyone, roles, member. */
export function mayWrite(guild: Guild, channel: Channel, bot: { id: string; roles: string[] }): boolean {
  if (guild.owner_id === bot.id) return true
  const own = guild.roles.filter((role) => role.id === guild.id || bot.roles.includes(role.id))
  const base = own.reduce((sum, role) => sum | BigInt(role.permissions), 0n)
  if ((base & administrator) !== 0n) return true
  const overwrites = channel.permission_overwrites ?? []
  const groups = [
    overwrites.filter((one) => one.id === guild.id),
    overwrites.filter((one) => one.type === 0 && bot.roles.includes(one.id)),
    overwrites.filter((one) => one.type === 1 && one.id === bot.id),
  ]
  const rights = groups.reduce((now, group) => {
    const deny = group.reduce((sum, one) => sum | BigInt(one.deny), 0n)
    const allow = group.reduce((sum, one) => sum | BigInt(one.allow), 0n)
    return (now & ~deny) | allow
  }, base)
  return (rights & viewChannel) !== 0n && (rights & sendMessages) !== 0n
}
