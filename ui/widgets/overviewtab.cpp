#include "ui/widgets/overviewtab.h"

#include "ui/widgets/detailrow.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/keyvaluerows.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/mirror.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace hw::widgets {

namespace {

constexpr int summaryWidth = 352;

} // namespace

OverviewTab::OverviewTab(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_timelineLabel(new SectionLabel(theme, tr("Timeline")))
    , m_actionsLabel(new SectionLabel(theme, tr("Actions"), SectionLabel::Place::Later))
    , m_stages(new QVBoxLayout)
    , m_actions(new QVBoxLayout)
    , m_summary(new KeyValueRows(theme))
{
    m_timelineLabel->setObjectName(QStringLiteral("timelineLabel"));
    auto* left = new Fill(theme, Token::Base);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(0);
    m_stages->setSpacing(0);
    m_actions->setSpacing(0);
    column->addWidget(m_timelineLabel);
    column->addLayout(m_stages);
    column->addWidget(m_actionsLabel);
    column->addLayout(m_actions);
    column->addStretch(1);

    auto* right = new Fill(theme, Token::Base);
    auto* summary = new QVBoxLayout(right);
    summary->setContentsMargins(0, 0, 0, 8);
    summary->setSpacing(0);
    summary->addWidget(new SectionLabel(theme, tr("Summary")));
    auto* facts = new QHBoxLayout;
    facts->setContentsMargins(marginsFromStart(16, 0, 8, 0));
    facts->addWidget(m_summary);
    summary->addLayout(facts);
    summary->addStretch(1);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(scrolling(left), 1);
    row->addWidget(new HairLine(theme, Qt::Vertical));
    QScrollArea* facing = scrolling(right);
    facing->setFixedWidth(summaryWidth * theme.baseSize() / Theme::designSize);
    row->addWidget(facing);
    connect(&theme, &Theme::changed, this,
            [this, facing] { facing->setFixedWidth(summaryWidth * m_theme.baseSize() / Theme::designSize); });
}

void OverviewTab::setDetail(const models::EventDetail& detail)
{
    m_timelineLabel->setRightText(detail.answered);
    clearLayout(*m_stages);
    for (const models::TimelineRow& stage : detail.timeline) {
        auto* row = new DetailRow(m_theme, {.icon = stage.icon,
                                            .iconTone = stage.tone,
                                            .title = stage.title,
                                            .text = stage.text,
                                            .isQuiet = stage.tone == models::Tone::Neutral,
                                            .chip = {},
                                            .hasBar = true,
                                            .barStart = stage.start,
                                            .barLength = stage.length,
                                            .barTone = stage.tone,
                                            .duration = stage.duration});
        row->setObjectName(QStringLiteral("stage"));
        const models::DetailTab tab = stage.tab;
        connect(row, &DetailRow::clicked, this, [this, tab] { Q_EMIT tabWanted(tab); });
        m_stages->addWidget(row);
    }
    clearLayout(*m_actions);
    m_actionsLabel->setVisible(!detail.actions.empty());
    for (const models::ActionRow& action : detail.actions) {
        auto* row = new DetailRow(m_theme, {.icon = action.icon,
                                            .title = action.title,
                                            .text = action.summary,
                                            .chip = action.status,
                                            .duration = action.duration});
        row->setObjectName(QStringLiteral("actionRow"));
        connect(row, &DetailRow::clicked, this, [this] { Q_EMIT tabWanted(models::DetailTab::Actions); });
        m_actions->addWidget(row);
    }
    std::vector<KeyValue> facts;
    for (const models::KeyValue& fact : detail.summary)
        facts.push_back({fact.key, fact.value, fact.isCode ? TextRole::Mono : TextRole::Body});
    m_summary->setRows(facts);
}

} // namespace hw::widgets
