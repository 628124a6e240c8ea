import { z } from 'zod'
import { AcceptInvitation, InvitationSeen, Invitations, InvitationToken, Invite, Me, NewInvitation } from './api.ts'
import { acceptInvitation, invite, lookAtInvitation, openInvitations, revokeInvitation } from './invitations.ts'
import { iso } from './moments.ts'
import { route } from './route.ts'
import { signedIn } from './session-routes.ts'

const inside = { tag: 'People', access: { kind: 'workspace', role: 'member' } } as const
const outside = { tag: 'People', access: { kind: 'public' }, params: InvitationToken, perMinute: 30 } as const

export const invitationRoutes = [
  route({
    ...inside,
    method: 'GET',
    path: '/api/invitations',
    summary: 'Invitations that can still be used',
    answer: Invitations,
    handle: async ({ world, caller }) => ({
      items: (await openInvitations(world, caller)).map((one) => ({
        ...{ id: one.id, email: one.email, role: one.role, brandRoles: one.brandRoles },
        ...{ createdAt: iso(one.createdAt), expiresAt: iso(one.expiresAt), invitedBy: one.inviter ?? '' },
      })),
    }),
  }),
  route({
    ...inside,
    method: 'POST',
    path: '/api/invitations',
    summary: 'Invite a person by a link, which is told once',
    body: Invite,
    answer: NewInvitation,
    status: 201,
    perMinute: 30,
    handle: async ({ world, caller, body }) => {
      const made = await invite(world, caller, body)
      return { ...made, createdAt: iso(made.createdAt), expiresAt: iso(made.expiresAt) }
    },
  }),
  route({
    ...inside,
    method: 'DELETE',
    path: '/api/invitations/:invitationId',
    summary: 'Withdraw an invitation',
    params: z.object({ invitationId: z.uuid() }),
    status: 204,
    handle: async ({ world, caller, params }) => {
      await revokeInvitation(world, caller, params.invitationId)
      return undefined
    },
  }),
  route({
    ...outside,
    method: 'GET',
    path: '/api/invited/:token',
    summary: 'Look at an invitation',
    answer: InvitationSeen,
    handle: async ({ world, params }) => {
      const seen = await lookAtInvitation(world, params.token)
      return { ...seen, expiresAt: iso(seen.expiresAt) }
    },
  }),
  route({
    ...outside,
    method: 'POST',
    path: '/api/invited/:token',
    summary: 'Accept an invitation and sign in',
    body: AcceptInvitation,
    answer: Me,
    status: 201,
    opensSession: true,
    handle: async (request) => {
      await acceptInvitation(request.world, request.params.token, request.body)
      return signedIn(request, request.body)
    },
  }),
]
