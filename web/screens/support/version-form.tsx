import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { type Article, type ArticleVersion, deleteVersion, supportPath, writeVersion } from '../../api/support.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Stack } from '../../ui/layout.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { ArticlePreview } from './article-preview.tsx'
import { useLanguageName } from './language-tabs.tsx'
import styles from './support.module.css'

/** An article in one language, beside how it will look. */
export function VersionForm({
  article,
  language,
  mayWrite,
}: {
  article: Article
  language: string
  mayWrite: boolean
}) {
  const say = useWords()
  const format = useFormat()
  const nameOf = useLanguageName()
  const brand = useBrand()
  const known = article.versions.find((one) => one.language === language)
  const [title, setTitle] = useState(known?.title ?? '')
  const [body, setBody] = useState(known?.body ?? '')
  const touches = [supportPath(brand.id, '/articles')]
  const save = useAct((version: ArticleVersion) => writeVersion(brand.id, article.id, language, version), {
    ...{ touches, quiet: true, done: say('service.saved') },
  })
  const remove = useAct(() => deleteVersion(brand.id, article.id, language), { touches })
  const write = (published: boolean) => save.mutate({ title, body, published })
  const isWhole = title.trim() !== '' && body.trim() !== ''
  return (
    <div className={styles.editor}>
      {mayWrite && (
        <Form
          onSubmit={() => write(known?.published ?? false)}
          failure={save.error}
          fields={['title', 'body']}
          foot={
            <>
              <Button type="submit" variant={known?.published ? 'primary' : undefined} isPending={save.isPending}>
                {say(known?.published ? 'ui.save' : 'service.article.saveDraft')}
              </Button>
              {known?.published ? (
                <Button icon="eye-off" isDisabled={save.isPending} onPress={() => write(false)}>
                  {say('service.article.withdraw')}
                </Button>
              ) : (
                <Button
                  icon="globe"
                  variant="primary"
                  isDisabled={!isWhole || save.isPending}
                  onPress={() => write(true)}
                >
                  {say('service.article.publish')}
                </Button>
              )}
              {known && article.versions.length > 1 && (
                <Button icon="trash" variant="quiet" isPending={remove.isPending} onPress={() => remove.mutate()}>
                  {say('service.language.remove', { language: nameOf(language) })}
                </Button>
              )}
            </>
          }
        >
          <TextField
            name="title"
            label={say('service.article.title')}
            value={title}
            onChange={setTitle}
            maxLength={160}
          />
          <TextArea
            name="body"
            label={say('service.article.body')}
            hint={say('service.article.form')}
            rows={16}
            value={body}
            onChange={setBody}
          />
        </Form>
      )}
      <Stack gap={2}>
        <div className={styles.paper} lang={language}>
          <h3>{title || say('service.article.title')}</h3>
          <ArticlePreview written={body} />
        </div>
        {known && (
          <p className={styles.dim}>
            {say('service.article.changed', {
              who: known.changedBy,
              when: format.moment(known.changedAt, brand.zone),
            })}
          </p>
        )}
      </Stack>
    </div>
  )
}
