import type { z } from 'zod'
import type * as shapes from '../../modules/team/api.ts'
import { ask, askPages } from './ask.ts'
import { call } from './call.ts'

export type Me = z.output<typeof shapes.Me>
export type ChangeMe = z.input<typeof shapes.ChangeMe>
export type SetupState = z.output<typeof shapes.SetupState>
export type MakeOwner = z.input<typeof shapes.MakeOwner>
export type SignIn = z.input<typeof shapes.SignIn>
export type Session = z.output<typeof shapes.Session>
export type Member = z.output<typeof shapes.Member>
export type ChangeMember = z.input<typeof shapes.ChangeMember>
export type Invite = z.input<typeof shapes.Invite>
export type Invitation = z.output<typeof shapes.Invitation>
export type NewInvitation = z.output<typeof shapes.NewInvitation>
export type InvitationSeen = z.output<typeof shapes.InvitationSeen>
export type AcceptInvitation = z.input<typeof shapes.AcceptInvitation>
export type ApiKey = z.output<typeof shapes.ApiKey>
export type MakeApiKey = z.input<typeof shapes.MakeApiKey>
export type NewApiKey = z.output<typeof shapes.NewApiKey>
export type Notice = z.output<typeof shapes.Notice>
export type Act = z.output<typeof shapes.Act>
export type LiveEvent = z.output<typeof shapes.LiveEvent>
export type BrandRole = z.output<typeof shapes.BrandRole>
export type WorkspaceRole = z.output<typeof shapes.WorkspaceRole>
export type ResetPassword = z.input<typeof shapes.ResetPassword>
export type ChangePassword = z.input<typeof shapes.ChangePassword>

/** From most to least, as the server ranks them. */
export const brandRoles: readonly BrandRole[] = ['owner', 'manager', 'editor', 'author', 'viewer', 'client']
export const mayAs = (role: BrandRole, least: BrandRole): boolean =>
  brandRoles.indexOf(role) <= brandRoles.indexOf(least)

export const setupState = () => ask<SetupState>('/api/setup')
export const makeOwner = (owner: MakeOwner) => call<Me>('POST', '/api/setup', { body: owner })
export const signIn = (who: SignIn) => call<Me>('POST', '/api/session', { body: who })
export const forgotPassword = (email: string) => call<void>('POST', '/api/password/forgotten', { body: { email } })
export const resetPassword = (reset: ResetPassword) => call<void>('POST', '/api/password/reset', { body: reset })
export const signOut = () => call<void>('DELETE', '/api/session')

export const me = () => ask<Me>('/api/me')
export const changeMe = (changes: ChangeMe) => call<Me>('PATCH', '/api/me', { body: changes })
export const changePassword = (passwords: ChangePassword) => call<void>('POST', '/api/me/password', { body: passwords })
export const sessions = () => ask<{ items: Session[] }>('/api/me/sessions')
export const endSession = (sessionId: string) => call<void>('DELETE', `/api/me/sessions/${sessionId}`)

export const members = () => ask<{ items: Member[] }>('/api/members')
export const changeMember = (userId: string, changes: ChangeMember) =>
  call<Member>('PATCH', `/api/members/${userId}`, { body: changes })
export const removeMember = (userId: string) => call<void>('DELETE', `/api/members/${userId}`)

export const invitations = () => ask<{ items: Invitation[] }>('/api/invitations')
export const invite = (whom: Invite) => call<NewInvitation>('POST', '/api/invitations', { body: whom })
export const withdrawInvitation = (id: string) => call<void>('DELETE', `/api/invitations/${id}`)
export const invited = (token: string) => ask<InvitationSeen>(`/api/invited/${token}`)
export const acceptInvitation = (token: string, as: AcceptInvitation) =>
  call<Me>('POST', `/api/invited/${token}`, { body: as })

export const apiKeys = () => ask<{ items: ApiKey[] }>('/api/api-keys')
export const makeApiKey = (key: MakeApiKey) => call<NewApiKey>('POST', '/api/api-keys', { body: key })
export const endApiKey = (keyId: string) => call<void>('DELETE', `/api/api-keys/${keyId}`)

/** May they invite people and change what those may do? As the server judges (`canGiveAnyRole`). */
export const mayGiveRoles = (person: Me): boolean =>
  person.workspace.role === 'owner' || person.brands.some((brand) => brand.role === 'owner')
export const acts = (query: { person?: string; brand?: string } = {}) => askPages<Act>('/api/acts', query)

export const notices = () => askPages<Notice>('/api/notices')
export const noticesSeen = (upTo: string) => call<void>('POST', '/api/notices/seen', { body: { upTo } })
