#include "ui/widgets/deliverydetailpane.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/detailrow.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/jsontreeview.h"
#include "ui/widgets/keyvaluerows.h"
#include "ui/widgets/label.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/responsetab.h"
#include "ui/widgets/setupparts.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

namespace hw::widgets {

namespace {

constexpr int edge = 16;
constexpr int iconSide = 16;
constexpr int titleLeft = 40;
constexpr int headerHeight = 44;
constexpr int keyWidth = 96;

} // namespace

/// Icon and name of the action, its status, buttons.
class DeliveryDetailPane::Header final : public QWidget
{
public:
    Header(const Theme& theme, const QList<QAction*>& actions)
        : m_theme(theme)
        , m_title(new Label(theme, {}, TextRole::SectionTitle))
        , m_chip(new ChipLabel(theme))
    {
        auto* layout = new QHBoxLayout(this);
        layout->setContentsMargins(marginsFromStart(titleLeft, 0, edge / 2, 1));
        m_title->setObjectName(QStringLiteral("deliveryTitle"));
        m_title->setMinimumWidth(1);
        m_chip->setObjectName(QStringLiteral("deliveryStatus"));
        layout->addWidget(m_title);
        layout->addWidget(m_chip);
        layout->addStretch(1);
        layout->setSpacing(4);
        for (QAction* action : actions) {
            auto* button = new ToolButton(theme, iconOf(*action).value_or(Icon::More), *action, Qt::ToolButtonIconOnly);
            button->setObjectName(action->objectName() + QStringLiteral("Button"));
            layout->addWidget(button);
        }
        setFixedHeight(headerHeight);
    }

    void setDetail(const models::DeliveryDetail& detail)
    {
        m_icon = iconNamed(detail.icon);
        m_title->setText(detail.title);
        m_chip->setChip(chipOf(detail.status));
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_theme.color(Token::Base));
        painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Token::Line));
        const QRect place(edge, (height() - 1 - iconSide) / 2, iconSide, iconSide);
        if (m_icon)
            m_theme.paintIcon(painter, QStyle::visualRect(layoutDirection(), rect(), place), *m_icon, Token::Text2);
    }

private:
    const Theme& m_theme;
    std::optional<Icon> m_icon;
    Label* m_title;
    ChipLabel* m_chip;
};

DeliveryDetailPane::DeliveryDetailPane(const Theme& theme, const QList<QAction*>& actions, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_header(new Header(theme, actions))
    , m_tabs(new CountTabBar(theme, CountTabBar::Size::Inner))
    , m_pages(new QStackedWidget)
    , m_outer(new QStackedWidget)
    , m_explanation(new Label(theme, {}, TextRole::Body, Token::Text))
    , m_summary(new Label(theme, {}, TextRole::Mono, Token::Text2))
    , m_facts(new KeyValueRows(theme, keyWidth))
    , m_attemptsTitle(new SectionLabel(theme, tr("Attempts"), SectionLabel::Place::Later))
    , m_attempts(new QVBoxLayout)
    , m_attemptRows(new QButtonGroup(this))
    , m_request(new ResponseTab(theme, Qt::Vertical))
    , m_answer(new ResponseTab(theme, Qt::Vertical))
    , m_payloadTree(new JsonTreeView(theme, m_payload))
{
    setObjectName(QStringLiteral("deliveryDetail"));
    setAccessibleName(tr("Details of the selected delivery"));
    m_tabs->setObjectName(QStringLiteral("deliveryTabs"));
    m_tabs->setAccessibleName(tr("Parts of the delivery"));
    m_tabs->addView(tr("Overview"));
    m_tabs->addView(tr("Request"));
    m_tabs->addView(tr("Answer"));
    m_tabs->addView(tr("Payload"));
    m_request->setObjectName(QStringLiteral("deliveryRequest"));
    m_answer->setObjectName(QStringLiteral("deliveryAnswer"));
    m_payloadTree->setObjectName(QStringLiteral("deliveryPayload"));
    m_payloadTree->setAccessibleName(tr("Payload"));
    m_pages->addWidget(scrolling(buildOverview()));
    m_pages->addWidget(m_request);
    m_pages->addWidget(m_answer);
    m_pages->addWidget(m_payloadTree);

    auto* tabBar = new Fill(theme, Token::Base);
    auto* tabRow = new QHBoxLayout(tabBar);
    tabRow->setContentsMargins(8, 0, 8, 0);
    tabRow->addWidget(m_tabs);
    tabRow->addStretch(1);
    auto* filled = new QWidget;
    auto* column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(tabBar);
    column->addWidget(new HairLine(theme, Qt::Horizontal));
    column->addWidget(m_pages, 1);
    auto* empty = new EmptyState(theme, Icon::Info);
    empty->setTexts(tr("Nothing selected"), tr("Select a delivery to see its attempts."));
    m_outer->addWidget(empty);
    m_outer->addWidget(filled);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_outer);
    connect(m_tabs, &CountTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_attemptRows, &QButtonGroup::idClicked, this, [this](int attempt) {
        choose(attempt);
        m_tabs->setCurrentIndex(Answer);
    });
}

QWidget* DeliveryDetailPane::buildOverview()
{
    auto* page = new Fill(m_theme, Token::Base);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 12, 0, edge);
    column->setSpacing(0);
    m_explanation->setObjectName(QStringLiteral("deliveryExplanation"));
    m_explanation->setWordWrap(true);
    m_summary->setWordWrap(true);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(edge, 0, edge, 8);
    top->setSpacing(4);
    top->addWidget(m_summary);
    top->addWidget(m_explanation);
    column->addLayout(top);
    auto* facts = new QVBoxLayout;
    facts->setContentsMargins(edge, 0, edge, 0);
    facts->addWidget(m_facts);
    column->addLayout(facts);
    m_attemptsTitle->setObjectName(QStringLiteral("attemptsTitle"));
    column->addWidget(m_attemptsTitle);
    m_attempts->setSpacing(0);
    column->addLayout(m_attempts);
    column->addStretch(1);
    return page;
}

void DeliveryDetailPane::setDetail(const models::DeliveryDetail& detail)
{
    const bool same = m_detail && m_detail->id == detail.id;
    const size_t before = same ? m_detail->attempts.size() : 0;
    const bool followsLast = !same || m_chosen < 0 || static_cast<size_t>(m_chosen) + 1 >= before;
    m_detail = detail;
    m_header->setDetail(detail);
    m_summary->setText(detail.summary);
    setExplanation(detail.explanation);
    m_explanation->setToken(detail.tone == models::Tone::Fail ? Token::Fail : Token::Text);
    std::vector<KeyValue> facts;
    for (const models::KeyValue& fact : detail.facts)
        facts.push_back({fact.key, fact.value, fact.isCode ? TextRole::Mono : TextRole::Body});
    m_facts->setRows(facts);
    showAttempts();
    choose(followsLast ? static_cast<int>(detail.attempts.size()) - 1 : m_chosen);
    if (!same) {
        m_payload.setRoot(detail.payload);
        m_payloadTree->openFirstLevels();
    }
    m_outer->setCurrentIndex(1);
}

void DeliveryDetailPane::showAttempts()
{
    for (QAbstractButton* button : m_attemptRows->buttons())
        m_attemptRows->removeButton(button);
    clearLayout(*m_attempts);
    const auto count = m_detail->planned ? 0 : static_cast<int>(m_detail->attempts.size());
    m_attemptsTitle->setRightText(count == 0 ? tr("none yet") : QString::number(count));
    m_tabs->setCountLabel(Overview, count == 0 ? QString() : QString::number(count));
    // The newest is what one looks for.
    for (int i = count - 1; i >= 0; --i) {
        const models::AttemptRow& attempt = m_detail->attempts[static_cast<size_t>(i)];
        auto* row = new DetailRow(m_theme, {.icon = QString(),
                                            .title = attempt.title,
                                            .text = attempt.text,
                                            .chip = attempt.status,
                                            .duration = attempt.duration});
        row->setObjectName(QStringLiteral("attempt%1").arg(attempt.number));
        m_attemptRows->addButton(row, i);
        m_attempts->addWidget(row);
    }
}

void DeliveryDetailPane::choose(int attempt)
{
    m_chosen = attempt;
    if (attempt < 0) {
        m_shownKey.clear();
        models::ResponseView none;
        none.headline = tr("Not sent yet");
        none.note = none.headline;
        m_request->setResponse(none);
        m_answer->setResponse(none);
        return;
    }
    const models::AttemptRow& chosen = m_detail->attempts[static_cast<size_t>(attempt)];
    // What the reader opened or selected in it stays while it says the same.
    const QString key =
        m_detail->id + QString::number(chosen.number) + chosen.request.headline + chosen.answer.headline;
    if (std::exchange(m_shownKey, key) == key)
        return;
    m_request->setResponse(chosen.request);
    m_answer->setResponse(chosen.answer);
}

void DeliveryDetailPane::setExplanation(const QString& text)
{
    m_explanation->setText(text);
}

QString DeliveryDetailPane::curl() const
{
    return m_detail && m_chosen >= 0 ? m_detail->attempts[static_cast<size_t>(m_chosen)].curl : QString();
}

void DeliveryDetailPane::clear()
{
    m_detail.reset();
    m_chosen = -1;
    m_outer->setCurrentIndex(0);
}

} // namespace hw::widgets
