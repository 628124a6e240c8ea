import { useInfiniteQuery, useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Post, post, posts } from '../../../api/content.ts'
import { commentsOf, publications } from '../../../api/publishing.ts'
import type { Voice } from '../rules.ts'
import { tagsIn } from './complete-word.ts'

const wholePosts = 12
const heardPublications = 4
const calm = 10 * 60_000

/**
 * Mentions and hashtags that the brand wrote before, people who commented under its latest posts on these networks, and its
 * own accounts' names; a word stands as often as it was met. Asks only when `isWanted`: somebody begins such a word.
 */
export function useKnownWords(brandId: string, voices: readonly Voice[], isWanted: boolean): string[] {
  const { data } = useInfiniteQuery({ ...posts(brandId, { limit: 100 }), enabled: isWanted })
  const lines = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])
  const bodies = useQueries({
    queries: lines
      .slice(0, wholePosts)
      .map((line) => ({ ...post(brandId, line.id), enabled: isWanted, staleTime: calm })),
    combine: (asked) => asked.flatMap(({ data }) => (data ? textsOf(data) : [])),
  })
  const commenters = useCommenters(brandId, voices, isWanted)
  return useMemo(() => {
    const excerpts = lines.slice(wholePosts).map((line) => line.excerpt)
    return [...tagsIn([...bodies, ...excerpts]), ...commenters, ...voices.map(({ account }) => mention(account.handle))]
  }, [lines, bodies, commenters, voices])
}

const textsOf = ({ body, variants }: Post): string[] => [
  ...[...body.parts, ...variants.flatMap((variant) => variant.parts ?? [])].map((part) => part.text),
  ...[body.firstComment, ...variants.map((variant) => variant.firstComment)].flatMap((text) => text ?? []),
]

function useCommenters(brandId: string, voices: readonly Voice[], isWanted: boolean): string[] {
  const networks = new Set(voices.map(({ account }) => account.network))
  const { data } = useInfiniteQuery({
    ...publications(brandId, { state: 'published', limit: 20 }),
    enabled: isWanted && voices.length > 0,
  })
  const heard = data?.pages.flatMap((page) => page.items.filter((one) => networks.has(one.network))) ?? []
  return useQueries({
    queries: heard.slice(0, heardPublications).map(({ id }) => {
      const { queryKey, queryFn } = commentsOf(brandId, id)
      return { queryKey: [...queryKey, 'people'], queryFn, staleTime: calm }
    }),
    combine: (asked) => asked.flatMap(({ data }) => data?.items.map(({ author }) => mention(author.handle)) ?? []),
  })
}

const mention = (handle: string) => `@${handle.replace(/^@/, '')}`
