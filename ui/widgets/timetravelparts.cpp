#include "ui/widgets/timetravelparts.h"

#include "ui/widgets/chip.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/overlayscrollbar.h"

#include <QHeaderView>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>

namespace hw::widgets {

using models::TimeTravelModel;

namespace {

constexpr int smallestPart = 16; ///< px of a part that is not empty
constexpr int partGap = 2;
constexpr int countPadding = 16;
constexpr int wordGap = 8;
constexpr int sidePadding = 8;
constexpr int edgePadding = 16;
constexpr int timeWidth = 116; // "25 Nov 14:32" too
constexpr int outcomeWidth = 112;
constexpr int typeShare = 58; ///< percent of what is left; the rest is for what differs

QRect cellOf(const QRect& rect, int column)
{
    return rect.adjusted(column == TimeTravelModel::Time ? edgePadding : sidePadding, 0, -sidePadding, -1);
}

} // namespace

VerdictBar::VerdictBar(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedHeight(thickness);
    setAccessibleName(tr("Outcomes"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void VerdictBar::setCounts(const engine::RerunReport& counts, qint64 done, qint64 total)
{
    m_counts = counts;
    m_share = total > 0 ? std::clamp(static_cast<double>(done) / static_cast<double>(total), 0.0, 1.0) : 1.0;
    setAccessibleDescription(tr("%1 same, %2 changed, %3 now fail, %4 now pass")
                                 .arg(counts.same)
                                 .arg(counts.changed)
                                 .arg(counts.nowFails)
                                 .arg(counts.nowPasses));
    update();
}

void VerdictBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::NeutralSoft));
    const qint64 all = m_counts.compared();
    if (all == 0)
        return;
    struct Part
    {
        qint64 count;
        Token token;
    };
    const std::array parts{Part{m_counts.same, Token::OkBar}, Part{m_counts.nowPasses, Token::Accent},
                           Part{m_counts.changed, Token::WarnBar}, Part{m_counts.nowFails, Token::FailBar}};
    const int wide = static_cast<int>(width() * m_share);
    int x = 0;
    int left = 0; // what the parts that follow need at least
    for (const Part& part : parts)
        left += part.count > 0 ? smallestPart : 0;
    for (const Part& part : parts) {
        if (part.count == 0)
            continue;
        left -= smallestPart;
        const auto fair = static_cast<int>(static_cast<double>(part.count) / static_cast<double>(all) * wide);
        const int end = std::min(x + std::max(fair, smallestPart), wide - left);
        const bool isLast = left == 0;
        painter.fillRect(QRect(x, 0, (isLast ? wide : end - partGap) - x, height()), m_theme.color(part.token));
        x = end;
    }
}

BigCount::BigCount(const Theme& theme, const QString& word, Token token, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_word(word)
    , m_token(token)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    setCount(0);
}

void BigCount::setCount(qint64 count)
{
    m_count = QLocale().toString(count);
    setAccessibleName(m_count + u' ' + m_word);
    updateGeometry();
    update();
}

QSize BigCount::sizeHint() const
{
    const int number = QFontMetrics(m_theme.font(TextRole::PageTitle)).horizontalAdvance(m_count);
    const int word = QFontMetrics(m_theme.font(TextRole::Secondary)).horizontalAdvance(m_word);
    return {countPadding + number + wordGap + word + countPadding + 1, m_theme.height(Height::SampleRow)};
}

void BigCount::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFromStart(painter, rect());
    const int number = QFontMetrics(m_theme.font(TextRole::PageTitle)).horizontalAdvance(m_count) + 1;
    const QRect area = rect().adjusted(countPadding, 0, -1, 0);
    const bool quiet = m_count == QLatin1String("0");
    paintLine(painter, m_theme, QRect(area.x(), 0, number, height()), m_count, TextRole::PageTitle,
              quiet ? Token::Text3 : m_token);
    paintLine(painter, m_theme, area.adjusted(number + wordGap, 2, 0, 2), m_word, TextRole::Secondary, Token::Text2);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), m_theme.color(Token::Line));
}

class TimeTravelTable::Delegate final : public QStyledItemDelegate
{
public:
    Delegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}

    void setHoveredRow(int row) { m_hoveredRow = row; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        paintFromStart(*painter, option.rect);
        QColor fill = m_theme.color(Token::Base);
        if (option.state & QStyle::State_Selected)
            fill = m_theme.color(option.state & QStyle::State_Active ? Token::Sel : Token::SelInactive);
        else if (index.row() == m_hoveredRow)
            fill = m_theme.color(Token::Hover);
        painter->fillRect(option.rect, fill);
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                          m_theme.color(Token::Grid));
        const QRect cell = cellOf(option.rect, index.column());
        const QString text = index.data().toString();
        if (index.column() == TimeTravelModel::Outcome) {
            const auto tone = static_cast<models::Tone>(index.data(TimeTravelModel::ToneRole).toInt());
            painter->setClipRect(option.rect);
            paintChip(*painter, m_theme, chipOf({text, index.data(TimeTravelModel::IconRole).toString(), tone}), cell,
                      cell.x());
        } else {
            const bool isText = index.column() == TimeTravelModel::Differs;
            paintLine(*painter, m_theme, cell, text, isText ? TextRole::Body : TextRole::Mono,
                      isText ? Token::Text2 : Token::Text);
        }
        painter->restore();
    }

private:
    const Theme& m_theme;
    int m_hoveredRow = -1;
};

namespace {

class Header final : public QHeaderView
{
public:
    Header(const Theme& theme, QWidget* parent)
        : QHeaderView(Qt::Horizontal, parent)
        , m_theme(theme)
    {}

    [[nodiscard]] QSize sizeHint() const override
    {
        return {QHeaderView::sizeHint().width(), m_theme.height(Height::Row)};
    }

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        painter->save();
        paintFromStart(*painter, rect);
        painter->fillRect(rect, m_theme.color(Token::Sunken));
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.color(Token::Line));
        paintLine(*painter, m_theme, cellOf(rect, section),
                  model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString(), TextRole::Secondary,
                  Token::Text3);
        painter->restore();
    }

private:
    const Theme& m_theme;
};

} // namespace

TimeTravelTable::TimeTravelTable(const Theme& theme, TimeTravelModel& model, QWidget* parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_delegate(new Delegate(theme, this))
{
    setObjectName(QStringLiteral("timeTravelTable"));
    setAccessibleName(tr("Events whose outcome differs"));
    setModel(&model);
    setItemDelegate(m_delegate);
    setHorizontalHeader(new Header(theme, this));
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    new OverlayScrollBar(*this);
    connect(&theme, &Theme::changed, this, &TimeTravelTable::applyTheme);
    applyTheme();
}

void TimeTravelTable::applyTheme()
{
    verticalHeader()->setDefaultSectionSize(m_theme.height(Height::Row));
    viewport()->update();
}

void TimeTravelTable::layOutColumns()
{
    const int rest = std::max(0, viewport()->width() - timeWidth - outcomeWidth);
    setColumnWidth(TimeTravelModel::Time, timeWidth);
    setColumnWidth(TimeTravelModel::Type, rest * typeShare / 100);
    setColumnWidth(TimeTravelModel::Outcome, outcomeWidth);
    setColumnWidth(TimeTravelModel::Differs, rest - rest * typeShare / 100);
}

void TimeTravelTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    layOutColumns();
}

void TimeTravelTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row())
        Q_EMIT currentRowChanged(current.row());
}

bool TimeTravelTable::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::MouseMove || event->type() == QEvent::Leave) {
        const int row = event->type() == QEvent::Leave ? -1 : rowAt(static_cast<QMouseEvent*>(event)->pos().y());
        m_delegate->setHoveredRow(row);
        viewport()->update();
    }
    return QTableView::viewportEvent(event);
}

} // namespace hw::widgets
