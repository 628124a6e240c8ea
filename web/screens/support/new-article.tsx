import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { brand as brandOf } from '../../api/brand.ts'
import { makeArticle, supportPath } from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { slugOf } from './slug-of.ts'

/** An article begins in the brand's language, unpublished. */
export function NewArticle({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const say = useWords()
  const brand = useBrand()
  const language = useQuery(brandOf(brand.id)).data?.language ?? 'en'
  const [slug, setSlug] = useState<string | null>(null)
  const [title, setTitle] = useState('')
  const make = useAct((made: Parameters<typeof makeArticle>[1]) => makeArticle(brand.id, made), {
    ...{ touches: [supportPath(brand.id, '/articles')], quiet: true },
    done: ({ id }) => onMade(id),
  })
  const submit = (form: FormData) =>
    make.mutate({
      ...{ slug: String(form.get('slug')), topic: String(form.get('topic')), language },
      version: { title, body: String(form.get('version.body')), published: false },
    })
  return (
    <Dialog isOpen wide onClose={onClose} title={say('service.article.add')}>
      <Form
        onSubmit={submit}
        failure={make.error}
        fields={['slug', 'topic', 'version.title', 'version.body']}
        foot={
          <Button type="submit" variant="primary" isPending={make.isPending}>
            {say('service.article.begin')}
          </Button>
        }
      >
        <TextField
          name="version.title"
          label={say('service.article.title')}
          value={title}
          onChange={setTitle}
          maxLength={160}
          autoFocus
        />
        <TextArea name="version.body" label={say('service.article.body')} hint={say('service.article.form')} rows={8} />
        <TextField
          name="topic"
          label={say('service.article.topic')}
          hint={say('service.article.topic.hint')}
          optional
        />
        <TextField
          name="slug"
          label={say('service.article.slug')}
          hint={say('service.article.slug.hint')}
          before="/"
          value={slug ?? slugOf(title)}
          onChange={setSlug}
        />
      </Form>
    </Dialog>
  )
}
