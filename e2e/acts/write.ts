import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import type { Person } from '../browser.ts'
import type { Brand } from './enter.ts'

export const picture = (name: string) => join(import.meta.dirname, '../../examples/pictures', name)

export async function beginPost({ page, say }: Person, brand: Brand): Promise<void> {
  await page.goto(`/brands/${brand.id}/compose`)
  await words({ page, say }).waitFor()
}

type Writing = Pick<Person, 'page' | 'say'>

/** The text being written; of a thread its first part. */
export const words = ({ page, say }: Writing): Locator =>
  page.getByRole('textbox', { name: say('compose.part', { at: 1, of: 1 }), exact: true })

export const accountChoice = ({ page, say }: Writing): Locator =>
  page.getByRole('group', { name: say('compose.accounts') }).getByRole('button')

export async function chooseAllAccounts(writing: Writing, count: number): Promise<void> {
  const faces = accountChoice(writing)
  for (let at = 0; at < count; at++) {
    await faces.nth(at).click()
    await faces.and(writing.page.locator('[aria-pressed=true]')).nth(at).waitFor()
  }
}

/** Everything written stands on the server. */
export const untilSaved = ({ page }: Writing): Promise<void> =>
  page.locator('[role=status][data-state=saved]').first().waitFor()

export const filesOf = ({ page, say }: Writing): Locator =>
  page.getByRole('list', { name: say('compose.files'), exact: true }).getByRole('listitem')

export async function chooseFile({ page, say }: Writing, paths: string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: say('compose.upload') }).click()
  await (await chooser).setFiles(paths)
}

type Carried = { name: string; mime: string; base64: string }
const carried = (path: string, mime: string): Carried => ({
  ...{ name: basename(path), mime, base64: readFileSync(path).toString('base64') },
})

/** What a browser tells the page when a file is let go over an element. */
export async function dropFile(onto: Locator, path: string, mime = 'image/png'): Promise<void> {
  const transfer = await transferOf(onto.page(), carried(path, mime))
  for (const event of ['dragenter', 'dragover', 'drop']) await onto.dispatchEvent(event, { dataTransfer: transfer })
}

export async function pasteFile(into: Locator, path: string, mime = 'image/png'): Promise<void> {
  const transfer = await transferOf(into.page(), carried(path, mime))
  await into.evaluate(pasting, transfer)
}

const pasting = new Function(
  'element',
  'clipboardData',
  `element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))`,
) as (element: unknown, transfer: unknown) => void

const transferOf = (page: Page, file: Carried) =>
  page.evaluateHandle(
    new Function(
      'file',
      `const bytes = Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0))
       const transfer = new DataTransfer()
       transfer.items.add(new File([bytes], file.name, { type: file.mime }))
       return transfer`,
    ) as (file: Carried) => unknown,
    file,
  )

/** Opens a file of the post and describes it. */
export async function describe({ page, say }: Writing, fileName: string, alt: string): Promise<void> {
  await page.getByRole('button', { name: say('compose.files.edit', { name: fileName }) }).click()
  const dialog = page.getByRole('dialog', { name: fileName })
  await dialog.getByRole('textbox', { name: say('compose.files.altLabel') }).fill(alt)
  await dialog.getByRole('button', { name: say('compose.files.done'), exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}
