import { Button, type ButtonProps } from '../../ui/Button.tsx'

/** The button of the next step: its key puts the focus here. A key held down presses it once, whatever is next after it. */
export const NextButton = (props: ButtonProps) => (
  <Button
    tone="primary"
    size="small"
    data-next=""
    onKeyDown={(event) => {
      if (event.repeat) event.preventDefault()
    }}
    {...props}
  />
)
