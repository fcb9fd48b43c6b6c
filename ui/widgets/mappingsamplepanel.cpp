#include "ui/widgets/mappingsamplepanel.h"

#include "ui/models/eventtext.h"
#include "ui/models/mappingpresenter.h"
#include "ui/widgets/combobox.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/mappingtree.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/panelheader.h"
#include "ui/widgets/texttoggle.h"

#include <QButtonGroup>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hw::widgets {

namespace {

constexpr int padding = 12;
constexpr int hintHeight = 28;
constexpr int entryGap = 8;
/// More of a body than this is cut in the raw view; the tree shows all of it.
constexpr qsizetype rawLength = 1000000;

/// Which event: its id in mono, when it came in quiet text.
class EventCombo final : public ComboBox
{
public:
    using ComboBox::ComboBox;

protected:
    void paintEntry(QPainter& painter, const QRect& rect) override
    {
        const QString id = currentText().section(u'\t', 0, 0);
        const QString when = currentText().section(u'\t', 1);
        const int whenWidth = QFontMetrics(theme().font(TextRole::Small)).horizontalAdvance(when);
        QRect left = rect;
        left.setWidth(qMax(0, rect.width() - whenWidth - entryGap));
        paintLine(painter, theme(), left, id, TextRole::Mono, Token::Text);
        const int idWidth = QFontMetrics(theme().font(TextRole::Mono)).horizontalAdvance(id);
        QRect right = rect;
        right.setLeft(rect.x() + qMin(idWidth, left.width()) + entryGap);
        paintLine(painter, theme(), right, when, TextRole::Small, Token::Text3);
    }

    [[nodiscard]] int entryWidth() const override
    {
        return QFontMetrics(theme().font(TextRole::Mono)).horizontalAdvance(currentText().section(u'\t', 0, 0)) +
               QFontMetrics(theme().font(TextRole::Small)).horizontalAdvance(currentText().section(u'\t', 1)) +
               entryGap + 4;
    }
};

} // namespace

MappingSamplePanel::MappingSamplePanel(const Theme& theme, models::MappingPresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_events(new EventCombo(theme))
    , m_hint(new Label(theme, tr("Click a value to fill the active slot, or drag it onto any slot."), TextRole::Small,
                       Token::Text3))
    , m_treeMode(new TextToggle(theme, tr("Tree")))
    , m_rawMode(new TextToggle(theme, tr("Raw")))
    , m_tree(new MappingTree(theme, presenter))
    , m_raw(new QPlainTextEdit)
    , m_empty(new EmptyState(theme, Icon::Inbox))
    , m_stack(new QStackedWidget)
{
    setObjectName(QStringLiteral("mappingSample"));
    auto* header = new PanelHeader(theme, tr("Sample event"));
    m_events->setObjectName(QStringLiteral("sampleEvents"));
    m_events->setAccessibleName(tr("Which captured event is shown"));
    header->addControl(m_events);
    connect(m_events, &QComboBox::activated, this,
            [this] { m_presenter.selectSample(m_events->currentData().toString()); });

    auto* bar = new Fill(theme, Token::Sunken);
    auto* barLayout = new QHBoxLayout(bar);
    barLayout->setContentsMargins(marginsFromStart(padding, 0, 4, 0));
    barLayout->setSpacing(0);
    m_hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    barLayout->addWidget(m_hint, 1);
    auto* modes = new QButtonGroup(this);
    for (TextToggle* mode : {m_treeMode, m_rawMode}) {
        modes->addButton(mode);
        barLayout->addWidget(mode);
    }
    m_treeMode->setChecked(true);
    m_treeMode->setObjectName(QStringLiteral("sampleTree"));
    m_rawMode->setObjectName(QStringLiteral("sampleRaw"));
    connect(m_rawMode, &QAbstractButton::toggled, this, &MappingSamplePanel::showRaw);
    const auto grow = [this, bar] { bar->setFixedHeight(hintHeight + m_theme.baseSize() - Theme::designSize); };
    connect(&theme, &Theme::changed, bar, grow);
    grow();

    m_raw->setReadOnly(true);
    m_raw->setObjectName(QStringLiteral("sampleRawText"));
    m_raw->setLayoutDirection(Qt::LeftToRight);
    m_raw->setAccessibleName(tr("Body as it came"));
    m_raw->setFrameShape(QFrame::NoFrame);
    m_raw->setStyleSheet(QStringLiteral("QPlainTextEdit { border: none; border-radius: 0; }"));
    m_raw->setTabChangesFocus(true);
    m_empty->setObjectName(QStringLiteral("sampleEmpty"));
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_raw);
    m_stack->addWidget(m_empty);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header);
    column->addWidget(bar);
    column->addWidget(new HairLine(theme, Qt::Horizontal));
    column->addWidget(m_stack, 1);
    connect(&presenter, &models::MappingPresenter::samplesChanged, this, &MappingSamplePanel::refresh);
    connect(&theme, &Theme::changed, this, [this] { m_raw->setFont(m_theme.font(TextRole::Mono)); });
    m_raw->setFont(theme.font(TextRole::Mono));
    refresh();
}

void MappingSamplePanel::showTree()
{
    m_treeMode->setChecked(true);
}

void MappingSamplePanel::showRaw(bool raw)
{
    m_isRaw = raw;
    refresh();
}

void MappingSamplePanel::refresh()
{
    const models::SampleEvent* sample = m_presenter.sample();
    const QSignalBlocker quiet(m_events);
    m_events->clear();
    const auto& events = m_presenter.events();
    for (size_t i = 0; i < events.size(); ++i) {
        const QString time = models::timeText(events[i].receivedAt, SystemClock().now()).section(u'.', 0, 0);
        const QString& id = events[i].providerId.isEmpty() ? events[i].id : events[i].providerId;
        m_events->addItem(id + u'\t' + (i == 0 ? tr("latest") : time), events[i].id);
    }
    const bool isExample = sample && sample->isExample();
    if (events.empty() && isExample)
        m_events->addItem(tr("Example, not captured"));
    m_events->setCurrentIndex(isExample ? 0 : m_presenter.sampleIndex());
    m_events->setEnabled(events.size() > 1);
    m_events->updateGeometry();
    m_events->setVisible(sample != nullptr);
    m_hint->setText(isExample ? tr("Example, not captured. Click a value to fill the active slot, or drag it.")
                              : tr("Click a value to fill the active slot, or drag it onto any slot."));
    if (!sample) {
        m_empty->setTexts(tr("No event to show"), m_presenter.type().isEmpty()
                                                      ? tr("Choose an event type on the left, or add one.")
                                                      : tr("It appears as soon as one of this type is captured."));
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    if (m_isRaw)
        m_raw->setPlainText(QString::fromUtf8(sample->body.left(rawLength)));
    m_stack->setCurrentWidget(m_isRaw ? static_cast<QWidget*>(m_raw) : m_tree);
}

} // namespace hw::widgets
