import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call } from '../contract.ts'
import { type Ask, ask } from './xrpc.ts'

/** Private messages lie at a service of their own; the account's server passes calls on to it (https://docs.bsky.app/docs/api/chat-bsky-convo-list-convos, read 2026-11-22). */
const service = 'did:web:api.bsky.chat#bsky_chat'

/** What an app password, and a sign-in by OAuth, must be given so that private messages are read and answered. */
export const passwordForMessages = 'com.atproto.appPassPrivileged'
export const scopeForMessages = 'transition:chat.bsky'

/** Throws `rejected` where our access does not cover messages: everything else of the account goes on. */
export async function askChat<T>(call: Call, what: Ask): Promise<T> {
  try {
    return await ask<T>(call, { ...what, service })
  } catch (error) {
    throw isShut(error) ? new WithoutMessages(error) : error
  }
}

export class WithoutMessages extends NetworkFailure {
  constructor(cause: NetworkFailure) {
    const words = 'this access does not cover private messages: connect again and allow them'
    super('rejected', words, { cause, evidence: cause.evidence })
  }
}

/** An app password without messages is told "Bad token method", a sign-in without the right that its scope is missing. */
const isShut = (error: unknown): error is NetworkFailure =>
  error instanceof NetworkFailure &&
  (error.evidence.code === 'ScopeMissingError' ||
    (error.evidence.code === 'InvalidToken' && error.message === 'Bad token method'))
