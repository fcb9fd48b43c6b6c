#include "ui/widgets/eventdetailpane.h"

#include "ui/models/verificationpresenter.h"
#include "ui/widgets/actionstab.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/diagnosiscard.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/eventcompare.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/overviewtab.h"
#include "ui/widgets/requesttab.h"
#include "ui/widgets/responsetab.h"
#include "ui/widgets/scripttab.h"
#include "ui/widgets/selectionpane.h"
#include "ui/widgets/sourceglyph.h"
#include "ui/widgets/verificationtab.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace hw::widgets {

namespace {

constexpr int edge = 16;
constexpr int glyphSide = 16;
constexpr int gap = 8;
/// Below this width the bar's buttons show their icons only.
constexpr int roomForType = 180; ///< else the buttons give up their words

} // namespace

/// Glyph, type, status and time of the event; its layout holds the buttons at the right end.
class EventDetailPane::Header final : public QWidget
{
public:
    Header(const Theme& theme, QWidget* parent)
        : QWidget(parent)
        , m_theme(theme)
        , buttons(new QHBoxLayout(this))
    {
        setObjectName(QStringLiteral("detailHeader"));
        setFixedHeight(theme.height(Height::ToolBar));
        buttons->setContentsMargins(marginsFromStart(edge, 0, 8, 0));
        buttons->setSpacing(gap);
        buttons->addStretch(1);
    }

    void addButton(ToolButton* button, bool hasWords)
    {
        buttons->addWidget(button);
        if (hasWords)
            m_wordy.push_back(button);
    }

    [[nodiscard]] QSize minimumSizeHint() const override { return {0, QWidget::minimumSizeHint().height()}; }

    void setBack(QAction* action)
    {
        delete m_back;
        m_back = nullptr;
        if (action) {
            m_back = new ToolButton(m_theme, Icon::Back, *action, Qt::ToolButtonTextBesideIcon);
            m_back->setObjectName(QStringLiteral("backToList"));
            buttons->insertWidget(0, m_back);
        }
        const int start = action ? gap : edge;
        buttons->setContentsMargins(marginsFromStart(start, 0, 8, 0));
        fit();
        update();
    }

    void setDetail(const models::EventDetail& detail)
    {
        m_answered = detail.answeredBrief;
        m_glyph = glyphOf(detail.source.provider);
        m_type = detail.eventType;
        m_time = detail.time;
        m_chip = chipOf(detail.status);
        setAccessibleName(QStringList{detail.source.name, m_type, m_chip.text, m_time}.join(QStringLiteral(", ")));
        fit();
        update();
    }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        QWidget::resizeEvent(event);
        fit();
    }

    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_theme.color(Token::Window));
        // Reckoned from the left; where the window is mirrored, each part is put on the other side.
        const auto visual = [this](const QRect& part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
        int x = edge;
        if (m_back) {
            x = visual(m_back->geometry()).right() + gap;
            painter.fillRect(visual(QRect(x, (height() - 16) / 2, 1, 16)), m_theme.color(Token::Line));
            x += 12;
        } else {
            paintSourceGlyph(painter, m_theme, m_glyph,
                             visual(QRect(x, (height() - glyphSide) / 2, glyphSide, glyphSide)));
            x += glyphSide + gap;
        }
        QFont font = m_theme.font(TextRole::Mono);
        font.setWeight(QFont::DemiBold);
        const QFontMetrics metrics(font);
        int room = width() - x;
        for (int i = 0; i < buttons->count(); ++i) {
            const QWidget* button = buttons->itemAt(i)->widget();
            if (button && button != m_back) {
                room = visual(button->geometry()).x() - x;
                break;
            }
        }
        const int chipWidth = chipSize(m_theme, m_chip).width();
        const int wanted = metrics.horizontalAdvance(m_type);
        const int typeWidth = std::min(wanted, std::max(48, room - chipWidth - 2 * gap));
        // Advances are rounded: what was measured to fit is not cut for a fraction of a pixel.
        const QString type = wanted > typeWidth ? metrics.elidedText(m_type, Qt::ElideMiddle, typeWidth) : m_type;
        painter.setFont(font);
        painter.setPen(m_theme.color(Token::Text));
        painter.drawText(visual(QRect(x, 0, typeWidth, height())),
                         Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip, type);
        room -= typeWidth + gap;
        x += typeWidth + gap;
        paintChip(painter, m_theme, m_chip, rect(), visual(QRect(x, 0, chipWidth, height())).x());
        x += chipWidth + gap;
        room -= chipWidth + 2 * gap;
        const int timeWidth = QFontMetrics(m_theme.font(TextRole::Mono)).horizontalAdvance(m_time);
        if (room < timeWidth)
            return;
        paintLine(painter, m_theme, visual(QRect(x, 0, room, height())), m_time, TextRole::Mono, Token::Text3);
        x += timeWidth + gap;
        room -= timeWidth + gap;
        if (m_back && room >= QFontMetrics(m_theme.font(TextRole::Body)).horizontalAdvance(m_answered))
            paintLine(painter, m_theme, visual(QRect(x, 0, room, height())), m_answered, TextRole::Body, Token::Text3);
    }

private:
    void fit()
    {
        int room = width() - edge - glyphSide - roomForType - chipSize(m_theme, m_chip).width() - 4 * gap;
        for (int i = 0; i < buttons->count(); ++i) {
            const auto* button = qobject_cast<const ToolButton*>(buttons->itemAt(i)->widget());
            if (!button)
                continue;
            room -= gap;
            if (std::find(m_wordy.begin(), m_wordy.end(), button) == m_wordy.end())
                room -= button->sizeHint().width();
        }
        fitWords(m_wordy, room);
    }

    const Theme& m_theme;
    std::vector<ToolButton*> m_wordy;
    SourceGlyph m_glyph;
    QString m_type;
    QString m_time;
    QString m_answered;
    Chip m_chip;
    ToolButton* m_back = nullptr;

public:
    QHBoxLayout* buttons;
};

EventDetailPane::EventDetailPane(const Theme& theme, const QList<QAction*>& actions,
                                 const QList<QAction*>& batchActions, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_header(new Header(theme, this))
    , m_tabs(new CountTabBar(theme, CountTabBar::Size::Inner))
    , m_pages(new QStackedWidget)
    , m_outer(new QStackedWidget)
    , m_selection(new SelectionPane(theme, batchActions))
    , m_compare(new EventCompare(theme))
    , m_overview(new OverviewTab(theme))
    , m_request(new RequestTab(theme))
    , m_verification(new VerificationTab(theme))
    , m_script(new ScriptTab(theme))
    , m_actions(new ActionsTab(theme))
    , m_response(new ResponseTab(theme))
{
    setObjectName(QStringLiteral("eventDetail"));
    m_tabs->setObjectName(QStringLiteral("detailTabs"));
    m_tabs->setAccessibleName(tr("Parts of the event"));
    for (QAction* action : actions) {
        const Icon icon = iconOf(*action).value_or(Icon::More);
        const bool hasText = !action->property("iconOnly").toBool();
        auto* button =
            new ToolButton(theme, icon, *action, hasText ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        button->setObjectName(action->objectName() + QLatin1String("Button"));
        m_header->addButton(button, hasText);
    }
    m_tabs->addView(tr("Overview"));
    m_tabs->addView(tr("Request"));
    m_tabs->addView(tr("Verification"));
    m_tabs->addView(tr("Script"));
    m_tabs->addView(tr("Actions"));
    m_tabs->addView(tr("Response"));
    for (QWidget* page :
         std::initializer_list<QWidget*>{m_overview, m_request, m_verification, m_script, m_actions, m_response})
        m_pages->addWidget(page);

    auto* tabBar = new Fill(theme, Token::Base);
    auto* tabRow = new QHBoxLayout(tabBar);
    tabRow->setContentsMargins(8, 0, 8, 0);
    tabRow->addWidget(m_tabs);
    tabRow->addStretch(1);

    auto* event = new QWidget;
    auto* column = new QVBoxLayout(event);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(tabBar);
    column->addWidget(new HairLine(theme, Qt::Horizontal));
    column->addWidget(m_pages, 1);

    auto* nothing = new EmptyState(theme, Icon::List);
    nothing->setTexts(tr("No event selected"), tr("Select an event to see what happened to it."));
    m_outer->addWidget(event);
    m_outer->addWidget(nothing);
    m_outer->addWidget(m_selection);
    m_outer->addWidget(m_compare);
    connect(m_compare, &EventCompare::closeWanted, this, [this] {
        m_comparing = false;
        showWhatIs();
    });
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_outer);

    connect(m_tabs, &CountTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_overview, &OverviewTab::tabWanted, this, &EventDetailPane::showTab);
    connect(&theme, &Theme::changed, this, [this] { m_header->setFixedHeight(m_theme.height(Height::ToolBar)); });
    clear();
}

void EventDetailPane::setDetail(const models::EventDetail& detail)
{
    // The same event again (its actions were delivered): what the reader opened or selected in the body stays.
    const bool sameRequest = m_detail && m_detail->id == detail.id;
    // Two that are compared stay so, also where the detail of one of them comes late.
    m_comparing = m_comparing && (sameRequest || m_selectedCount > 1);
    m_detail = detail;
    m_header->setDetail(detail);
    m_overview->setDetail(detail);
    if (!sameRequest)
        m_request->setRequest(detail.request);
    m_verification->setRecorded(detail.verification);
    const auto failed = std::count_if(detail.verification.checks.begin(), detail.verification.checks.end(),
                                      [](const models::CheckRow& check) { return check.tone == models::Tone::Fail; });
    m_tabs->setCountLabel(static_cast<int>(models::DetailTab::Verification),
                          failed == 0 ? QString() : QString::number(failed), Tone::Fail);
    m_script->setScript(detail.script);
    m_actions->setActions(detail.actions);
    m_response->setResponse(detail.response);
    const int count = static_cast<int>(detail.actions.size());
    m_tabs->setCountLabel(static_cast<int>(models::DetailTab::Actions),
                          count == 0 ? QString() : QString::number(count));
    showWhatIs();
    if (!m_explainer)
        return;
    m_explainer->setEvent(detail.stored);
    showExplained();
    explain();
}

void EventDetailPane::showWhatIs()
{
    m_outer->setCurrentIndex(m_comparing           ? TwoEvents
                             : m_selectedCount > 1 ? ManyEvents
                             : m_detail            ? OneEvent
                                                   : NoEvent);
}

void EventDetailPane::setSelectedCount(int count)
{
    if (count == m_selectedCount)
        return;
    m_selectedCount = count;
    m_comparing = false;
    m_selection->setCount(count);
    showWhatIs();
}

void EventDetailPane::showExchanges(qint64 seq, const std::vector<models::ExchangeView>& exchanges)
{
    if (!m_detail || m_detail->seq != seq)
        return;
    m_response->setOthers(exchanges);
    const auto count = exchanges.size();
    m_tabs->setCountLabel(static_cast<int>(models::DetailTab::Response),
                          count == 0 ? QString() : QString::number(count));
}

void EventDetailPane::showComparison(const models::EventComparison& comparison)
{
    m_compare->setComparison(comparison);
    m_comparing = true;
    showWhatIs();
}

void EventDetailPane::setExplainer(models::VerificationPresenter& explainer)
{
    m_explainer = &explainer;
    DiagnosisCard& card = m_verification->diagnosis();
    connect(&explainer, &models::VerificationPresenter::changed, this, &EventDetailPane::showExplained);
    connect(m_tabs, &CountTabBar::currentChanged, this, &EventDetailPane::explain);
    connect(&card, &DiagnosisCard::fixWanted, &explainer, &models::VerificationPresenter::apply);
    connect(&card, &DiagnosisCard::processAgainWanted, this, [this] {
        std::vector<qint64> seqs = m_explainer->alsoFixed();
        seqs.push_back(m_detail->seq);
        Q_EMIT processAgainWanted(seqs);
    });
    connect(&card, &DiagnosisCard::secretsWanted, this,
            [this] { Q_EMIT secretsWanted(m_detail->stored->event.source); });
    connect(&card, &DiagnosisCard::bodyWanted, this, [this] { showTab(models::DetailTab::Request); });
}

void EventDetailPane::explain()
{
    // The work is done for who looks at it.
    if (m_detail && currentTab() == models::DetailTab::Verification)
        m_explainer->explain();
}

void EventDetailPane::showExplained()
{
    if (!m_detail)
        return;
    m_verification->diagnosis().setBusy(m_explainer->isApplying());
    if (const auto& view = m_explainer->view())
        m_verification->setExplained(*view, m_explainer->isGoodNow(),
                                     static_cast<int>(m_explainer->alsoFixed().size()));
    else
        m_verification->setRecorded(m_detail->verification);
}

void EventDetailPane::clear()
{
    m_detail.reset();
    showWhatIs();
    if (m_explainer)
        m_explainer->setEvent(nullptr);
}

void EventDetailPane::setFullPage(QAction* back)
{
    m_header->setBack(back);
}

void EventDetailPane::showTab(models::DetailTab tab)
{
    m_tabs->setCurrentIndex(static_cast<int>(tab));
}

models::DetailTab EventDetailPane::currentTab() const
{
    return static_cast<models::DetailTab>(m_tabs->currentIndex());
}

void EventDetailPane::focusTabs()
{
    m_tabs->setFocus(Qt::ShortcutFocusReason);
}

} // namespace hw::widgets
