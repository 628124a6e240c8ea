import { z } from 'zod'
import type { NetworkedWorld } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { type Route, route } from '../team/index.ts'
import {
  Article,
  ArticleSettings,
  Articles,
  ArticlesQuery,
  ArticleVersionSettings,
  Language,
  MakeArticle,
  Suggestions,
  SuggestQuery,
} from './api.ts'
import {
  articleAnswer,
  articleBrief,
  articleOf,
  articlesOf,
  changeArticle,
  makeArticle,
  noteUsed,
  removeArticle,
  removeVersion,
  suggestArticles,
  writeVersion,
} from './articles.ts'
import { helpIndex, helpPage } from './help-pages.ts'
import { fitOf, tellingWords } from './rank-articles.ts'

const tag = 'Knowledge base'
const reads = { kind: 'brand', role: 'viewer' } as const
const answers = { kind: 'brand', role: 'author' } as const
const edits = { kind: 'brand', role: 'editor' } as const
const params = z.object({ brandId: Id })
const OfArticle = params.extend({ articleId: Id })
const OfVersion = OfArticle.extend({ language: Language })

export const articleRoutes: Route<NetworkedWorld>[] = [
  route({
    method: 'GET',
    path: '/api/brands/:brandId/articles',
    summary: 'The articles of the knowledge base',
    ...{ tag, access: reads, params, query: ArticlesQuery, answer: Articles },
    handle: async ({ world, params, query, locale }) => {
      const words = tellingWords(query.q ?? '')
      const all = await articlesOf(world.db, params.brandId)
      const found = words.length
        ? all.filter((one) => one.versions.some((of) => fitOf({ ...of, topic: one.topic }, words) > 0))
        : all
      return {
        items: found.map((one) => articleBrief(world, one, [locale, 'en'])),
        help: `${world.config.publicUrl}/help/${params.brandId}`,
      }
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/articles',
    summary: 'Write an article',
    ...{ tag, access: edits, params, body: MakeArticle, answer: Article, status: 201 as const },
    handle: async ({ world, caller, params, body }) =>
      articleAnswer(world, await makeArticle(world, caller, params.brandId, body)),
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/articles/:articleId',
    summary: 'An article with all its languages',
    ...{ tag, access: reads, params: OfArticle, answer: Article },
    handle: async ({ world, params }) => articleAnswer(world, await articleOf(world.db, params)),
  }),
  route({
    method: 'PATCH',
    path: '/api/brands/:brandId/articles/:articleId',
    summary: 'Change the address or the topic of an article',
    ...{ tag, access: edits, params: OfArticle, answer: Article },
    body: z.object({
      topic: ArticleSettings.shape.topic.unwrap().optional(),
      slug: ArticleSettings.shape.slug.optional(),
    }),
    handle: async ({ world, caller, params, body }) =>
      articleAnswer(world, await changeArticle(world, caller, params, body)),
  }),
  route({
    method: 'DELETE',
    path: '/api/brands/:brandId/articles/:articleId',
    summary: 'Remove an article in all its languages',
    ...{ tag, access: edits, params: OfArticle, status: 204 as const },
    handle: async ({ world, caller, params }) => {
      await removeArticle(world, caller, params)
      return undefined
    },
  }),
  route({
    method: 'PUT',
    path: '/api/brands/:brandId/articles/:articleId/versions/:language',
    summary: 'Write an article in one language, published or not',
    ...{ tag, access: edits, params: OfVersion, body: ArticleVersionSettings, answer: Article },
    handle: async ({ world, caller, params, body }) =>
      articleAnswer(world, await writeVersion(world, caller, params, body)),
  }),
  route({
    method: 'DELETE',
    path: '/api/brands/:brandId/articles/:articleId/versions/:language',
    summary: 'Remove one language of an article; the last one stays',
    ...{ tag, access: edits, params: OfVersion, answer: Article },
    handle: async ({ world, caller, params }) => articleAnswer(world, await removeVersion(world, caller, params)),
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/articles/:articleId/used',
    summary: 'An article was sent to somebody',
    ...{ tag, access: answers, params: OfArticle, status: 204 as const },
    handle: async ({ world, params }) => {
      await noteUsed(world.db, params)
      return undefined
    },
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/article-suggestions',
    summary: 'Published articles that fit what somebody wrote',
    ...{ tag, access: reads, params, query: SuggestQuery, answer: Suggestions },
    handle: ({ world, params, query }) => suggestArticles(world, params.brandId, query),
  }),
]

const Lang = z.object({ lang: z.string().max(35).optional() })
const common = { tag, access: { kind: 'public' }, perMinute: 120 } as const

export const helpRoutes: Route<NetworkedWorld>[] = [
  route({
    ...common,
    method: 'GET',
    path: '/help/:brandId',
    summary: 'All published articles of a brand, for everybody',
    ...{ params, query: Lang },
    handle: ({ world, params, query, locale }) => helpIndex(world, params.brandId, [query.lang ?? null, locale]),
  }),
  route({
    ...common,
    method: 'GET',
    path: '/help/:brandId/:slug',
    summary: 'A published article, for everybody',
    ...{ params: params.extend({ slug: z.string().max(100) }), query: Lang },
    handle: ({ world, params, query, locale }) => helpPage(world, params, [query.lang ?? null, locale]),
  }),
]
