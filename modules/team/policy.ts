import { forbidden } from '../../kernel/failure.ts'
import { type Access, type BrandRole, brandRoles, type Caller } from './route.ts'

/** Throws `forbidden` with that code unless it is allowed: `allow(canInvite(caller, brandIds), 'team.mayNotInvite')`. */
export function allow(may: boolean, code?: string): void {
  if (!may) throw forbidden(code)
}

export const atLeast = (role: BrandRole, least: BrandRole) => brandRoles.indexOf(role) <= brandRoles.indexOf(least)

/** May this caller do there what that role may? */
export function mayIn(caller: Caller, brandId: string, least: BrandRole): boolean {
  const role = caller.brands.get(brandId)
  return role !== undefined && atLeast(role, least)
}

export const canSee = (caller: Caller, brandId: string) => caller.brands.has(brandId)
export const ownsWorkspace = (caller: Caller) => caller.workspaceRole === 'owner'

/** Whose roles in a brand may be given and taken away by this caller. */
export const canGiveRoles = (caller: Caller, brandId: string) => mayIn(caller, brandId, 'owner')
export const canGiveAnyRole = (caller: Caller) =>
  ownsWorkspace(caller) || [...caller.brands.values()].some((role) => role === 'owner')

export type Verdict = 'yes' | 'sign-in' | 'unknown' | 'no'

/** May the caller pass? A brand that is not theirs is `unknown` to them, so that nothing is told of it. */
export function mayPass(access: Access, caller: Caller | undefined, brandId: string | undefined): Verdict {
  if (access.kind === 'public') return 'yes'
  if (!caller) return 'sign-in'
  if (access.kind === 'session') return 'yes'
  if (access.kind === 'workspace') return access.role === 'member' || ownsWorkspace(caller) ? 'yes' : 'no'
  if (!brandId || !canSee(caller, brandId)) return 'unknown'
  return mayIn(caller, brandId, access.role) ? 'yes' : 'no'
}
