import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { badField, conflict, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { brandOf } from '../brand/index.ts'
import { type Caller, namesOf } from '../team/index.ts'
import type { Article, ArticleBrief, ArticleSettings, ArticleVersionSettings, MakeArticle, Suggestions } from './api.ts'
import { chooseLanguage } from './choose-language.ts'
import { fitOf, tellingWords } from './rank-articles.ts'
import { articleText } from './render-article.ts'
import type { ArticleTable, ArticleVersionTable } from './tables.ts'
import { writeForBrand } from './write-for-brand.ts'

export type VersionRow = Selectable<ArticleVersionTable>
export type ArticleRow = Selectable<ArticleTable> & { versions: VersionRow[] }
type OfArticle = { brandId: string; articleId: string }

const most = 2_000

/** With all their versions, by topic and then as they were made. */
export async function articlesOf(db: DbOrTx, brandId: string): Promise<ArticleRow[]> {
  const articles = await db
    .selectFrom('article')
    .selectAll()
    .where('brandId', '=', brandId)
    .orderBy('topic')
    .orderBy('id')
    .limit(most)
    .execute()
  const versions = await db
    .selectFrom('articleVersion')
    .innerJoin('article', 'article.id', 'articleVersion.articleId')
    .selectAll('articleVersion')
    .where('brandId', '=', brandId)
    .orderBy('language')
    .execute()
  const byArticle = Map.groupBy(versions, (one) => one.articleId)
  return articles.map((one) => ({ ...one, versions: byArticle.get(one.id) ?? [] }))
}

export async function articleOf(db: DbOrTx, { brandId, articleId }: OfArticle): Promise<ArticleRow> {
  const article = await db
    .selectFrom('article')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('id', '=', articleId)
    .executeTakeFirst()
  if (!article) throw notFound('support.noArticle')
  const versions = await db
    .selectFrom('articleVersion')
    .selectAll()
    .where('articleId', '=', articleId)
    .orderBy('language')
    .execute()
  return { ...article, versions }
}

export async function makeArticle(
  world: World,
  caller: Caller,
  brandId: string,
  { slug, topic, language, version }: z.output<typeof MakeArticle>,
): Promise<ArticleRow> {
  return writeForBrand(world, caller, { brandId, name: 'article.made' }, async (tx, now) => {
    await refuseTakenSlug(tx, brandId, slug)
    const id = newId(now)
    await tx.insertInto('article').values({ id, brandId, slug, topic, createdAt: now }).execute()
    await keepVersion(tx, { articleId: id, language, ...version, changedBy: caller.userId, changedAt: now })
    return articleOf(tx, { brandId, articleId: id })
  })
}

export async function changeArticle(
  world: World,
  caller: Caller,
  of: OfArticle,
  changes: Partial<z.output<typeof ArticleSettings>>,
): Promise<ArticleRow> {
  return writeForBrand(world, caller, { ...of, name: 'article.changed', subject: of.articleId }, async (tx) => {
    const { slug, topic } = { ...(await articleOf(tx, of)), ...changes }
    await refuseTakenSlug(tx, of.brandId, slug, of.articleId)
    await tx.updateTable('article').set({ slug, topic }).where('id', '=', of.articleId).execute()
    return articleOf(tx, of)
  })
}

export async function removeArticle(world: World, caller: Caller, of: OfArticle): Promise<void> {
  await writeForBrand(world, caller, { ...of, name: 'article.removed', subject: of.articleId }, async (tx) => {
    await articleOf(tx, of)
    await tx.deleteFrom('article').where('id', '=', of.articleId).execute()
  })
}

export async function writeVersion(
  world: World,
  caller: Caller,
  { language, ...of }: OfArticle & { language: string },
  version: z.output<typeof ArticleVersionSettings>,
): Promise<ArticleRow> {
  return writeForBrand(world, caller, { ...of, name: 'article.written', subject: of.articleId }, async (tx, now) => {
    await articleOf(tx, of)
    await keepVersion(tx, { articleId: of.articleId, language, ...version, changedBy: caller.userId, changedAt: now })
    return articleOf(tx, of)
  })
}

/** The last one stays: an article without words is none. */
export async function removeVersion(
  world: World,
  caller: Caller,
  { language, ...of }: OfArticle & { language: string },
): Promise<ArticleRow> {
  return writeForBrand(world, caller, { ...of, name: 'article.version-removed', subject: of.articleId }, async (tx) => {
    const { versions } = await articleOf(tx, of)
    if (!versions.some((one) => one.language === language)) throw notFound('support.noVersion')
    if (versions.length === 1) throw conflict('support.lastVersion')
    await tx
      .deleteFrom('articleVersion')
      .where('articleId', '=', of.articleId)
      .where('language', '=', language)
      .execute()
    return articleOf(tx, of)
  })
}

const keepVersion = (tx: Tx, row: VersionRow) =>
  tx
    .insertInto('articleVersion')
    .values(row)
    .onConflict((found) => found.columns(['articleId', 'language']).doUpdateSet(row))
    .execute()

async function refuseTakenSlug(tx: Tx, brandId: string, slug: string, except?: string): Promise<void> {
  const taken = await tx
    .selectFrom('article')
    .select('id')
    .where('brandId', '=', brandId)
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (taken && taken.id !== except) throw badField('slug', 'support.slugTaken', { name: slug })
}

const mostSuggested = 5

/** While somebody types: what is published and fits their words, in their language or the brand's. */
export async function suggestArticles(
  world: World,
  brandId: string,
  { q, language: wanted }: { q: string; language?: string },
): Promise<z.input<typeof Suggestions>> {
  const words = tellingWords(q)
  if (!words.length) return { items: [] }
  const { language } = await brandOf(world.db, brandId)
  const fits = (await articlesOf(world.db, brandId)).flatMap((article) => {
    const there = article.versions.filter((one) => one.published)
    const fit = Math.max(0, ...there.map((one) => fitOf({ ...one, topic: article.topic }, words)))
    const spoken = chooseLanguage(
      there.map((one) => one.language),
      [wanted, language, 'en'],
    )
    const version = there.find((one) => one.language === spoken)
    return version && fit > 0 ? [{ article, version, fit }] : []
  })
  const best = fits.sort((a, b) => b.fit - a.fit || b.article.used - a.article.used).slice(0, mostSuggested)
  return {
    items: best.map(({ article, version }) => ({
      ...{ id: article.id, title: version.title, language: version.language },
      ...{ text: articleText(version.body), url: addressOf(world, article, version.language) },
    })),
  }
}

/** One more time it was sent to somebody. */
export async function noteUsed(db: DbOrTx, { brandId, articleId }: OfArticle): Promise<void> {
  const noted = await db
    .updateTable('article')
    .set({ used: sql<number>`used + 1` })
    .where('brandId', '=', brandId)
    .where('id', '=', articleId)
    .returning('id')
    .executeTakeFirst()
  if (!noted) throw notFound('support.noArticle')
}

export const addressOf = (
  { config }: World,
  { brandId, slug }: Pick<ArticleRow, 'brandId' | 'slug'>,
  language?: string,
) => `${config.publicUrl}/help/${brandId}/${slug}${language ? `?lang=${encodeURIComponent(language)}` : ''}`

export async function articleAnswer(world: World, article: ArticleRow): Promise<z.input<typeof Article>> {
  const names = await namesOf(
    world.db,
    article.versions.map((one) => one.changedBy),
  )
  return {
    ...outlineOf(world, article),
    versions: article.versions.map(({ articleId: _, changedBy, changedAt, ...version }) => ({
      ...{ ...version, changedBy: names.get(changedBy) ?? '', changedAt: changedAt.toISOString() },
    })),
  }
}

export function articleBrief(
  world: World,
  article: ArticleRow,
  wanted: (string | null)[],
): z.input<typeof ArticleBrief> {
  const { versions } = article
  const shown = chooseLanguage(
    versions.map((one) => one.language),
    wanted,
  )
  return {
    ...outlineOf(world, article),
    title: versions.find((one) => one.language === shown)?.title ?? article.slug,
    languages: versions.map(({ language, published }) => ({ language, published })),
  }
}

const outlineOf = (world: World, article: ArticleRow) => ({
  ...{ id: article.id, slug: article.slug, topic: article.topic, used: article.used },
  url: article.versions.some((one) => one.published) ? addressOf(world, article) : null,
})
