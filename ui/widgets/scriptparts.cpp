#include "ui/widgets/scriptparts.h"

#include "ui/models/samplekeeper.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/overlayscrollbar.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QStyledItemDelegate>

namespace hw::widgets {

using models::SampleMark;
using models::ScriptNotesModel;
using models::ScriptSamplesModel;

namespace {

constexpr int padding = 12;
constexpr int stripPadding = 16;
constexpr int iconSide = 16;
constexpr int gap = 8;
constexpr int lineColumn = 64;

Token rowFill(const QStyleOptionViewItem& option, Token plain)
{
    if (option.state & QStyle::State_Selected)
        return option.widget && option.widget->isActiveWindow() ? Token::Sel : Token::SelInactive;
    return option.state & QStyle::State_MouseOver ? Token::Hover : plain;
}

class SampleDelegate final : public QStyledItemDelegate
{
public:
    SampleDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {0, m_theme.height(Height::SampleRow)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        paintFromStart(*painter, option.rect);
        painter->fillRect(option.rect, m_theme.color(rowFill(option, Token::Window)));
        const QRect& row = option.rect;
        const QRect icon(row.x() + padding, row.y() + (row.height() - iconSide) / 2, iconSide, iconSide);
        switch (static_cast<SampleMark>(index.data(ScriptSamplesModel::MarkRole).toInt())) {
        case SampleMark::Passed: m_theme.paintIcon(*painter, icon, Icon::Check, Token::Ok); break;
        case SampleMark::Failed: m_theme.paintIcon(*painter, icon, Icon::Cross, Token::Fail); break;
        case SampleMark::Running: m_theme.paintIcon(*painter, icon, Icon::Clock, Token::Neutral); break;
        case SampleMark::None: m_theme.paintIcon(*painter, icon, Icon::Minus, Token::Text3); break;
        }
        const int left = icon.right() + 1 + gap;
        const int width = row.right() - padding / 2 - left;
        const int half = row.height() / 2;
        paintLine(*painter, m_theme, {left, row.y() + 4, width, half - 4}, index.data().toString(), TextRole::Mono,
                  Token::Text);
        QFont small = m_theme.font(TextRole::Mono);
        small.setPixelSize(small.pixelSize() - 1);
        paintLine(*painter, small, m_theme.color(Token::Text3), {left, row.y() + half, width, half - 4},
                  index.data(ScriptSamplesModel::DetailRole).toString());
        painter->restore();
    }

private:
    const Theme& m_theme;
};

class NoteDelegate final : public QStyledItemDelegate
{
public:
    NoteDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {0, m_theme.height(Height::Row)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        paintFromStart(*painter, option.rect);
        painter->fillRect(option.rect, m_theme.color(rowFill(option, Token::Base)));
        const QRect row = option.rect.adjusted(stripPadding, 0, -stripPadding, -1);
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                          m_theme.color(Token::Grid));
        const auto tone = static_cast<models::Tone>(index.data(ScriptNotesModel::ToneRole).toInt());
        const Token ink = tone == models::Tone::Plain ? Token::Text : textTokenOf(tone);
        int left = row.x();
        if (const auto icon = iconNamed(index.data(ScriptNotesModel::IconRole).toString()))
            m_theme.paintIcon(*painter, QRect(left, row.y() + (row.height() - 14) / 2, 14, 14), *icon, ink);
        left += iconSide + gap;
        const int line = index.data(ScriptNotesModel::LineRole).toInt();
        const int right = line > 0 ? row.right() - lineColumn : row.right();
        paintLine(*painter, m_theme, {left, row.y(), right - left, row.height()},
                  index.data().toString().replace(u'\n', u' '), TextRole::Mono, ink);
        if (line > 0)
            paintLine(*painter, m_theme, {right, row.y(), lineColumn, row.height()},
                      ScriptNotesModel::tr("line %1").arg(line), TextRole::Mono, Token::Accent,
                      Qt::AlignRight | Qt::AlignVCenter);
        painter->restore();
    }

private:
    const Theme& m_theme;
};

void prepare(QListView& view)
{
    view.setFrameShape(QFrame::NoFrame);
    view.setSelectionMode(QAbstractItemView::SingleSelection);
    view.setEditTriggers(QAbstractItemView::NoEditTriggers);
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view.setUniformItemSizes(true);
    view.setMouseTracking(true);
    new OverlayScrollBar(view);
}

} // namespace

ProblemCount::ProblemCount(const Theme& theme, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

QSize ProblemCount::sizeHint() const
{
    const int width = QFontMetrics(m_theme.font(TextRole::Body)).horizontalAdvance(text());
    return {14 + 6 + width + 2, m_theme.height(Height::SmallButton)};
}

void ProblemCount::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFromStart(painter, rect());
    m_theme.paintIcon(painter, QRect(0, (height() - 14) / 2, 14, 14), Icon::Alert, Token::Fail);
    paintLine(painter, m_theme, {20, 0, width() - 20, height()}, text(), TextRole::Body, Token::Fail);
}

SampleList::SampleList(const Theme& theme, ScriptSamplesModel& model, QWidget* parent)
    : QListView(parent)
{
    prepare(*this);
    setObjectName(QStringLiteral("samples"));
    setAccessibleName(tr("Samples"));
    setItemDelegate(new SampleDelegate(theme, this));
    setModel(&model);
    setAcceptDrops(true);
    connect(&theme, &Theme::changed, this, [this] { scheduleDelayedItemsLayout(); });
}

void SampleList::select(const QString& type)
{
    const auto* samples = static_cast<const ScriptSamplesModel*>(model());
    const QModelIndex index = samples->index(samples->rowOf(type));
    if (index != currentIndex())
        setCurrentIndex(index);
}

void SampleList::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid())
        Q_EMIT chosen(current.data(ScriptSamplesModel::KeyRole).toString());
}

void SampleList::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasFormat(QLatin1String(models::SampleKeeper::eventsMimeType)))
        event->acceptProposedAction();
}

void SampleList::dragMoveEvent(QDragMoveEvent* event)
{
    event->acceptProposedAction(); // anywhere in the list
}

void SampleList::dropEvent(QDropEvent* event)
{
    const QByteArray ids = event->mimeData()->data(QLatin1String(models::SampleKeeper::eventsMimeType));
    event->acceptProposedAction();
    Q_EMIT eventsDropped(QString::fromUtf8(ids).split(u'\n', Qt::SkipEmptyParts));
}

void SampleList::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT activatedByUser();
    else if (const QString kept = currentIndex().data(ScriptSamplesModel::KeptRole).toString();
             event->matches(QKeySequence::Delete) && !kept.isEmpty())
        Q_EMIT removeWanted(kept);
    else
        QListView::keyPressEvent(event);
}

void SampleList::mouseDoubleClickEvent(QMouseEvent* event)
{
    QListView::mouseDoubleClickEvent(event);
    if (indexAt(event->position().toPoint()).isValid())
        Q_EMIT activatedByUser();
}

NoteList::NoteList(const Theme& theme, ScriptNotesModel& model, QWidget* parent)
    : QListView(parent)
{
    prepare(*this);
    setItemDelegate(new NoteDelegate(theme, this));
    setModel(&model);
    connect(this, &QAbstractItemView::clicked, this, &NoteList::go);
    connect(&theme, &Theme::changed, this, [this] { scheduleDelayedItemsLayout(); });
}

void NoteList::go(const QModelIndex& index)
{
    const int line = index.data(ScriptNotesModel::LineRole).toInt();
    if (line > 0)
        Q_EMIT placeWanted(line, qMax(1, index.data(ScriptNotesModel::ColumnRole).toInt()));
}

void NoteList::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        go(currentIndex());
    else
        QListView::keyPressEvent(event);
}

ResultStrip::ResultStrip(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_problems(new ProblemCount(theme))
    , m_caret(new Label(theme, {}, TextRole::Body, Token::Text2))
{
    setObjectName(QStringLiteral("resultStrip"));
    m_problems->setObjectName(QStringLiteral("problemCount"));
    m_caret->setObjectName(QStringLiteral("caretPlace"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(stripPadding, 0, stripPadding, 1);
    layout->setSpacing(gap);
    layout->addStretch();
    layout->addWidget(m_problems);
    layout->addWidget(m_caret);
    connect(m_problems, &QAbstractButton::clicked, this, &ResultStrip::problemsWanted);
    const auto grow = [this] { setFixedHeight(m_theme.height(Height::Row)); };
    connect(&theme, &Theme::changed, this, grow);
    grow();
    setProblems(0);
    setCaret(1, 1);
    setResult({});
}

void ResultStrip::setResult(const models::ScriptResult& result)
{
    m_result = result;
    QStringList parts{result.verdict};
    parts += result.facts;
    parts.removeAll(QString());
    setAccessibleName(parts.isEmpty() ? tr("Not run yet") : parts.join(QStringLiteral(", ")));
    setToolTip(result.detail.isEmpty() ? parts.join(QStringLiteral(" · "))
                                       : QString(parts.join(QStringLiteral(" · ")) + u'\n' + result.detail));
    update();
}

void ResultStrip::setProblems(int count)
{
    m_problems->setVisible(count > 0);
    m_problems->setText(tr("%n problem(s)", nullptr, count));
    m_problems->updateGeometry();
    m_problems->setAccessibleName(m_problems->text());
    update();
}

void ResultStrip::setCaret(int line, int column)
{
    m_caret->setText(tr("Ln %1, Col %2").arg(line).arg(column));
}

void ResultStrip::setPaused(const QString& place)
{
    m_paused = place;
    setAccessibleDescription(place);
    update();
}

void ResultStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFromStart(painter, rect());
    painter.fillRect(rect(), m_theme.color(Token::Window));
    painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Token::Line));
    const QWidget& next = m_problems->isVisible() ? static_cast<QWidget&>(*m_problems) : *m_caret;
    const int end = placeFromStart(next).x() - gap;
    int x = stripPadding;
    if (!m_paused.isEmpty()) {
        const Chip chip{Tone::Warn, Icon::Pause, m_paused};
        x = paintChip(painter, m_theme, chip, rect().adjusted(0, 0, 0, -1), x).right() + 1 + 2 * gap;
        if (x >= end)
            return;
    }
    const auto say = [&](const QString& text, Token token) {
        const int width = QFontMetrics(m_theme.font(TextRole::Body)).horizontalAdvance(text) + 1;
        paintLine(painter, m_theme, {x, 0, qMin(width, end - x), height() - 1}, text, TextRole::Body, token);
        x += width + gap;
    };
    if (m_result.state == models::ScriptResult::State::None) {
        say(tr("Not run yet"), Token::Text3);
        return;
    }
    const Token ink = textTokenOf(m_result.tone);
    if (const auto icon = iconNamed(m_result.icon)) {
        m_theme.paintIcon(painter, QRect(x, (height() - 1 - 14) / 2, 14, 14), *icon, ink);
        x += 14 + 6;
    }
    say(m_result.verdict, ink);
    for (const QString& fact : m_result.facts) {
        if (x >= end)
            break;
        say(QStringLiteral("·"), Token::Text3);
        say(fact, Token::Text);
    }
}

ConflictBar::ConflictBar(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("conflictBar"));
    auto* text = new Label(theme, tr("The file was changed outside while you were editing."));
    text->setObjectName(QStringLiteral("conflictText"));
    setAccessibleName(text->text());
    auto* compare = new Button(theme, tr("Compare"), ButtonKind::Default, Icon::Compare);
    auto* take = new Button(theme, tr("Take the file"));
    auto* keep = new Button(theme, tr("Keep mine"));
    compare->setObjectName(QStringLiteral("compareWithFile"));
    take->setObjectName(QStringLiteral("takeFile"));
    keep->setObjectName(QStringLiteral("keepMine"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(marginsFromStart(padding + iconSide + gap, 0, padding, 0));
    layout->setSpacing(gap);
    layout->addWidget(text, 1);
    for (Button* button : {compare, take, keep}) {
        button->setButtonSize(ButtonSize::Small);
        layout->addWidget(button);
    }
    connect(compare, &QAbstractButton::clicked, this, &ConflictBar::compareWanted);
    connect(take, &QAbstractButton::clicked, this, &ConflictBar::takeWanted);
    connect(keep, &QAbstractButton::clicked, this, &ConflictBar::keepWanted);
    const auto grow = [this] { setFixedHeight(m_theme.height(Height::Banner)); };
    connect(&theme, &Theme::changed, this, grow);
    grow();
}

void ConflictBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::WarnSoft));
    painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Token::Line));
    m_theme.paintIcon(painter, QRect(padding, (height() - iconSide) / 2, iconSide, iconSide), Icon::Alert, Token::Warn);
}

} // namespace hw::widgets
