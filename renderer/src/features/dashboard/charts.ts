// The parts of ECharts that are used, drawn as SVG. In a file of its own, so that they travel with the dashboard only.
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { use, type EChartsCoreOption } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer])

export const initOptions = { renderer: 'svg' } as const
export type ChartOption = EChartsCoreOption
/** What a click on a mark tells. */
export interface MarkClick {
  seriesIndex?: number
  dataIndex?: number
}

type Color = (token: string) => string

/** What all charts share: quiet axes, the text of the page, a tooltip like its popovers. */
export const chartBase = (color: Color) => ({
  animationDuration: 260,
  animationDurationUpdate: 260,
  textStyle: { fontFamily: 'Inter Variable, system-ui, sans-serif', color: color('--ink-soft') },
  tooltip: {
    confine: true,
    backgroundColor: color('--surface-raised'),
    borderColor: color('--line-strong'),
    padding: [6, 10],
    textStyle: { color: color('--ink'), fontSize: 12 },
    extraCssText: 'box-shadow: var(--shadow-pop); border-radius: var(--radius-m)',
  },
})
export const axisLook = (color: Color) => ({
  axisLine: { lineStyle: { color: color('--line-strong') } },
  axisTick: { show: false },
  axisLabel: { color: color('--ink-faint'), fontSize: 11 },
  splitLine: { lineStyle: { color: color('--line') } },
})
