import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Card, Facts } from '../../../ui/Card.tsx'
import { settledShare, type Template } from './templates.ts'

/** What a letter is for, where it may go, and what came of it. */
export function TemplateFacts({ template }: { readonly template: Template }) {
  const text = useText('templates')
  const desk = useText('tickets')
  const places = useText('stores')
  const formats = useFormats()
  const share = settledShare(template)
  const badges = (values: readonly string[]) => (
    <span className="flex flex-wrap gap-1">
      {values.map((value) => (
        <Badge key={value} tone="outline">
          {value}
        </Badge>
      ))}
    </span>
  )
  return (
    <Card>
      <Facts
        rows={[
          {
            name: text('key'),
            value: (
              <>
                <code className="font-mono select-all">{template.key}</code>
                {template.shipped && <span className="ml-2 text-muted">{text('shipped')}</span>}
              </>
            ),
          },
          { name: text('kinds'), value: badges(template.kinds.map((kind) => desk(`kind.${kind}`))) },
          { name: text('stage'), value: text(`stage.${template.stage}`) },
          {
            name: text('marketplaces'),
            value: badges([
              ...template.marketplaces.map((kind) => places(`kind-${kind}`)),
              text(template.proactive ? 'opens-threads' : 'only-answers'),
            ]),
          },
          ...(template.attachment
            ? [{ name: text('attachment'), value: text(`attachment-${template.attachment}`) }]
            : []),
          { name: text('uses'), value: formats.number(template.figures.uses) },
          ...(share === null ? [] : [{ name: text('settled'), value: formats.percent(share) }]),
        ]}
      />
    </Card>
  )
}
