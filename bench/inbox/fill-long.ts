import type pg from 'pg'

export type Long = { conversationId: string }

/** So many conversations of one account, the newest of them with so many messages from a crowd. */
export async function fillLong(
  pool: pg.Pool,
  accountId: string,
  counts: { conversations: number; messages: number },
): Promise<Long> {
  await pool.query(makeConversations, [accountId, counts.conversations])
  await pool.query(makeMessages, [accountId, counts.messages])
  await pool.query('vacuum analyze')
  return { conversationId: longest }
}

const longest = '22222222-0000-7000-8000-000000000001'

const makeConversations = `
  insert into conversation (id, brand_id, account_id, network, kind, key, author, opened_at, last_at, last_in_at,
    waiting_since, count_in, count_out, excerpt, language, state, unread, labels, tone, created_at, changed_at)
  select '22222222-0000-7000-8000-' || lpad(n::text, 12, '0'), account.brand_id, account.id, account.network, 'comment', 'thread:' || n,
         jsonb_build_object('id', n::text, 'handle', 'p' || n, 'name', 'Person ' || n), at, at, at, at, 1, 0,
         'How much is it, and when does it come? ' || n, 'en', 'open', false,
         case when n % 9 = 0 then array['price', 'vip'] else '{}' end, (array['negative', 'neutral', 'positive'])[1 + n % 3], at, at
    from account, generate_series(1, $2::int) n, lateral (select now() - n * interval '1 minute' as at) moment
   where account.id = $1`

const makeMessages = `
  insert into interaction (id, brand_id, account_id, kind, remote_id, at, edition, said_at, author, text, own, heard_at,
    conversation_id, placed)
  select '33333333-0000-7000-8000-' || lpad(n::text, 12, '0'), account.brand_id, account.id, 'comment', n::text, at, 0, at,
         jsonb_build_object('id', (n % 400)::text, 'handle', 'p' || n % 400, 'name', 'Person ' || n % 400),
         repeat('The cups arrive cold and nobody says why. ', 1 + n % 7) || n, n % 12 = 0, at, '${longest}', true
    from account, generate_series(1, $2::int) n, lateral (select now() - ($2::int - n) * interval '2 seconds' as at) moment
   where account.id = $1`
