import { useId } from 'react'
import styles from './options.module.css'

interface RadioChoiceProps<Value extends string> {
  readonly legend: string
  readonly values: readonly Value[]
  readonly value: Value
  readonly labels: Readonly<Record<Value, string>>
  readonly onChange: (value: Value) => void
}

/** A choice of one of a few values. */
export function RadioChoice<Value extends string>(props: RadioChoiceProps<Value>) {
  const { legend, values, value, labels, onChange } = props
  const name = useId()
  return (
    <fieldset className={styles['choice']}>
      <legend>{legend}</legend>
      <div className={styles['radios']}>
        {values.map((each) => (
          <label key={each}>
            <input type="radio" name={name} checked={each === value} onChange={() => onChange(each)} />
            {/* allowed: no-open-lookup -- one of the values given along */}
            <span>{labels[each]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
