import { z } from 'zod'
import { ChangeMember, Member, Members } from './api.ts'
import { changeMember, membersSeenBy, removeMember } from './members.ts'
import { iso } from './moments.ts'
import { route } from './route.ts'

const common = { tag: 'People', access: { kind: 'workspace', role: 'member' } } as const
const params = z.object({ userId: z.string().max(100) })

export const memberRoutes = [
  route({
    ...common,
    method: 'GET',
    path: '/api/members',
    summary: 'The people you work with and their roles',
    answer: Members,
    handle: async ({ world, caller }) => ({ items: (await membersSeenBy(world, caller)).map(shown) }),
  }),
  route({
    ...common,
    method: 'PATCH',
    path: '/api/members/:userId',
    summary: 'Change what a member may do',
    params,
    body: ChangeMember,
    answer: Member,
    handle: async ({ world, caller, params, body }) => shown(await changeMember(world, caller, params.userId, body)),
  }),
  route({
    ...common,
    method: 'DELETE',
    path: '/api/members/:userId',
    summary: 'Remove a member; their sessions and keys end at once',
    params,
    status: 204,
    handle: async ({ world, caller, params }) => {
      await removeMember(world, caller, params.userId)
      return undefined
    },
  }),
]

type MemberSeen = Awaited<ReturnType<typeof membersSeenBy>>[number]
const shown = (member: MemberSeen) => ({ ...member, joinedAt: iso(new Date(member.joinedAt)) })
