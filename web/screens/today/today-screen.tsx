import { useBrand } from '../../shell/here.ts'
import { Page } from '../../ui/layout.tsx'

export function Screen() {
  const brand = useBrand()
  return <Page title={brand.name}>{null}</Page>
}
