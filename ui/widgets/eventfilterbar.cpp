#include "ui/widgets/eventfilterbar.h"

#include "ui/models/eventspresenter.h"
#include "ui/models/savedfilters.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QButtonGroup>
#include <QCompleter>
#include <QHBoxLayout>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QStringListModel>
#include <QTextCharFormat>
#include <QVBoxLayout>

#include <algorithm>

namespace hw::widgets {

namespace {

constexpr int chipPadding = 6;
constexpr int crossSize = 12;
constexpr int crossGap = 5;
constexpr int keyGap = 2;
constexpr int longestChip = 320;
constexpr int shortestChip = 48;

} // namespace

FilterChip::FilterChip(const Theme& theme, const store::FilterToken& token, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_value(token.value)
{
    m_key = (token.negated ? QStringLiteral("-") : QString()) + token.key + token.op;
    setObjectName(QStringLiteral("filterChip"));
    setAccessibleName(tr("Filter term %1%2").arg(m_key, m_value));
    setToolTip(m_key + m_value);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize FilterChip::sizeHint() const
{
    const QFontMetrics metrics(m_theme.font(TextRole::Mono));
    const int width = 2 * chipPadding + metrics.horizontalAdvance(m_key) + (m_key.isEmpty() ? 0 : keyGap) +
                      metrics.horizontalAdvance(m_value) + crossGap + crossSize;
    return {std::min(width, longestChip), m_theme.height(Height::Chip)};
}

QSize FilterChip::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), shortestChip), m_theme.height(Height::Chip)};
}

QRect FilterChip::crossRect() const
{
    return {width() - chipPadding - crossSize, (height() - crossSize) / 2, crossSize, crossSize};
}

void FilterChip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Token::NeutralSoft));
    painter.drawRoundedRect(rect(), 4, 4);
    const QFontMetrics metrics(m_theme.font(TextRole::Mono));
    const int end = crossRect().x() - crossGap;
    const int keyWidth = std::min(metrics.horizontalAdvance(m_key), end - chipPadding);
    paintLine(painter, m_theme, {chipPadding, 0, keyWidth, height()}, m_key, TextRole::Mono, Token::Text2);
    const int value = chipPadding + keyWidth + (m_key.isEmpty() ? 0 : keyGap);
    paintLine(painter, m_theme, {value, 0, std::max(0, end - value), height()}, m_value, TextRole::Mono, Token::Text);
    m_theme.paintIcon(painter, crossRect(), Icon::Cross, Token::Text2);
}

void FilterChip::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && event->position().x() >= crossRect().x() - crossGap)
        Q_EMIT removeWanted();
}

void FilterChip::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && event->position().x() < crossRect().x() - crossGap)
        Q_EMIT editWanted();
}

FilterEdit::FilterEdit(QWidget* parent)
    : QLineEdit(parent)
{}

void FilterEdit::markProblem(int position, int length, const QColor& colour)
{
    // A line edit takes formats for stretches of its text from the input method alone.
    QList<QInputMethodEvent::Attribute> attributes;
    if (length > 0) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(colour);
        format.setForeground(colour);
        attributes.append({QInputMethodEvent::TextFormat, position - cursorPosition(), length, format});
    }
    QInputMethodEvent event(QString(), attributes);
    inputMethodEvent(&event);
}

void FilterEdit::keyPressEvent(QKeyEvent* event)
{
    const bool isOpen = m_completions && m_completions->isVisible();
    const bool takes = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Tab;
    if (isOpen && ((takes && m_completions->currentIndex().isValid()) || event->key() == Qt::Key_Escape)) {
        event->ignore();
        return;
    }
    if (event->key() == Qt::Key_Backspace && text().isEmpty()) {
        Q_EMIT backspaceInEmpty();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT escapePressed();
        return;
    }
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers() == Qt::ControlModifier) {
        Q_EMIT saveWanted();
        return;
    }
    if ((event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) ||
        (event->key() == Qt::Key_Down && event->modifiers() == Qt::NoModifier)) {
        Q_EMIT completionWanted();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

/// The frame around chips and edit: a field's border, the focus ring when the edit has the focus.
class EventFilterBar::Field final : public QWidget
{
public:
    Field(const Theme& theme, QWidget* parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedHeight(theme.height(Height::Button));
    }

    void setState(bool focused, bool invalid)
    {
        m_focused = focused;
        m_invalid = invalid;
        update();
    }
    [[nodiscard]] bool isInvalid() const { return m_invalid; }
    [[nodiscard]] bool isFocused() const { return m_focused; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const qreal line = m_focused ? 2 : 1;
        Token border = m_focused ? Token::Accent : Token::Line2;
        if (m_invalid)
            border = Token::FailBar;
        painter.setPen(QPen(m_theme.color(border), line));
        painter.setBrush(m_theme.color(Token::Base));
        painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), 5, 5);
        m_theme.paintIcon(painter, QRectF(9, (height() - 16) / 2, 16, 16), Icon::Search, Token::Text);
    }

private:
    const Theme& m_theme;
    bool m_focused = false;
    bool m_invalid = false;
};

/// The chips in a row. Where they need more room than there is, the newest are seen and the wheel goes to the others: a
/// long filter makes no window wider.
class EventFilterBar::Strip final : public QScrollArea
{
public:
    explicit Strip(QWidget* parent)
        : QScrollArea(parent)
    {
        setObjectName(QStringLiteral("filterChips"));
        auto* row = new QWidget;
        auto* chips = new QHBoxLayout(row);
        chips->setSpacing(8);
        chips->setContentsMargins(0, 0, 0, 0);
        setWidget(row);
        setWidgetResizable(true);
        setFrameShape(QFrame::NoFrame);
        setFocusPolicy(Qt::NoFocus);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
        row->setAutoFillBackground(false);
        viewport()->setAutoFillBackground(false);
        connect(horizontalScrollBar(), &QScrollBar::rangeChanged, this,
                [this](int, int most) { horizontalScrollBar()->setValue(most); });
    }

    [[nodiscard]] QHBoxLayout& chips() const { return *static_cast<QHBoxLayout*>(widget()->layout()); }
    [[nodiscard]] QSize sizeHint() const override { return widget()->sizeHint(); }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        const QSize needed = widget()->minimumSizeHint();
        return {std::min(needed.width(), shortestChip), needed.height()};
    }

protected:
    void wheelEvent(QWheelEvent* event) override
    {
        const QPoint turned = event->angleDelta();
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (turned.x() != 0 ? turned.x() : turned.y()));
        event->accept();
    }
};

EventFilterBar::EventFilterBar(const Theme& theme, models::EventsPresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_field(new Field(theme, this))
    , m_strip(new Strip(m_field))
    , m_edit(new FilterEdit(m_field))
    , m_count(new Label(theme, {}, TextRole::Body, Token::Text3, m_field))
    , m_problem(new Label(theme, {}, TextRole::Small, Token::Fail, this))
    , m_completer(new QCompleter(this))
    , m_completions(new QStringListModel(this))
    , m_savedButton(new Button(theme, tr("Saved filters"), ButtonKind::Default, Icon::Filter, this))
    , m_live(new ToolButton(theme, std::nullopt, tr("Live"), this))
    , m_pause(new ToolButton(theme, Icon::Pause, tr("Pause"), this))
{
    setObjectName(QStringLiteral("filterBar"));
    m_edit->setObjectName(QStringLiteral("filterEdit"));
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setPlaceholderText(tr("Add a filter: type:customer.* status:failed body.amount>5000"));
    m_edit->setFrame(false);
    m_edit->setStyleSheet(
        QStringLiteral("QLineEdit { border: none; background: transparent; padding: 0; min-height: 0; }"
                       "QLineEdit:focus { border: none; padding: 0; min-height: 0; }"));
    m_edit->setMinimumWidth(120);
    m_edit->installEventFilter(this);
    m_completer->setWidget(m_edit);
    m_completer->setModel(m_completions);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setObjectName(QStringLiteral("filterCompletions"));
    m_edit->setCompletions(*m_completer->popup());
    m_completer->popup()->setAccessibleName(tr("What may stand here"));
    m_savedButton->setObjectName(QStringLiteral("savedFiltersButton"));
    m_count->setObjectName(QStringLiteral("eventCount"));
    m_problem->setObjectName(QStringLiteral("filterProblem"));
    m_problem->hide();

    auto* inner = new QHBoxLayout(m_field);
    inner->setContentsMargins(33, 1, 9, 1);
    inner->setSpacing(8);
    inner->addWidget(m_strip);
    inner->addWidget(m_edit, 1);
    inner->addWidget(m_count);

    m_live->setObjectName(QStringLiteral("liveButton"));
    m_live->setCheckable(true);
    m_live->setLook(ToolButtonLook::SegmentFirst);
    m_live->setDot(Token::OkBar);
    m_live->setToolTip(tr("Show new events as they come, Space"));
    m_pause->setObjectName(QStringLiteral("pauseButton"));
    m_pause->setCheckable(true);
    m_pause->setLook(ToolButtonLook::SegmentLast);
    m_pause->setToolTip(tr("Hold the list still, Space"));
    auto* group = new QButtonGroup(this);
    group->setExclusive(true);
    group->addButton(m_live);
    group->addButton(m_pause);
    m_live->setChecked(true);
    auto* toggle = new QHBoxLayout;
    toggle->setSpacing(0);
    toggle->addWidget(m_live);
    toggle->addWidget(m_pause);

    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_field, 1);
    row->addWidget(m_savedButton);
    row->addLayout(toggle);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(2);
    column->addLayout(row);
    column->addWidget(m_problem);

    connect(m_edit, &QLineEdit::returnPressed, this, &EventFilterBar::commit);
    connect(m_edit, &QLineEdit::textEdited, this, [this] {
        clearProblem();
        complete();
    });
    connect(m_edit, &FilterEdit::completionWanted, this, &EventFilterBar::complete);
    connect(m_edit, &FilterEdit::saveWanted, this, &EventFilterBar::saveFilter);
    connect(m_completer, QOverload<const QString&>::of(&QCompleter::activated), this, &EventFilterBar::takeCompletion);
    connect(m_savedButton, &Button::clicked, this, &EventFilterBar::showSavedMenu);
    connect(m_edit, &FilterEdit::backspaceInEmpty, this, [this] { removeTerm(static_cast<int>(m_chips.size()) - 1); });
    connect(m_edit, &FilterEdit::escapePressed, this, [this] {
        if (m_edit->text().isEmpty())
            Q_EMIT leaveWanted();
        m_edit->clear();
        clearProblem();
    });
    connect(m_live, &ToolButton::clicked, this, [this] { m_presenter.setMode(models::EventsPresenter::Mode::Live); });
    connect(m_pause, &ToolButton::clicked, this,
            [this] { m_presenter.setMode(models::EventsPresenter::Mode::Paused); });
    connect(&presenter, &models::EventsPresenter::filterChanged, this, &EventFilterBar::rebuildChips);
    connect(&presenter, &models::EventsPresenter::filterChanged, this, &EventFilterBar::showCounts);
    connect(&presenter, &models::EventsPresenter::countsChanged, this, &EventFilterBar::showCounts);
    connect(&presenter, &models::EventsPresenter::modeChanged, this, &EventFilterBar::showMode);
    connect(&theme, &Theme::changed, this, [this] { m_field->setFixedHeight(m_theme.height(Height::Button)); });
    rebuildChips();
    showCounts();
    showMode();
}

void EventFilterBar::focusField()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

bool EventFilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_edit && event->type() == QEvent::FocusIn)
        m_presenter.refreshVocabulary();
    if (watched == m_edit && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        m_field->setState(event->type() == QEvent::FocusIn, m_field->isInvalid());
    return QWidget::eventFilter(watched, event);
}

QStringList EventFilterBar::terms() const
{
    QStringList terms;
    for (const store::FilterToken& token : m_presenter.filterTokens())
        terms << m_presenter.filterText().mid(token.position, token.length);
    return terms;
}

void EventFilterBar::commit()
{
    m_completer->popup()->hide();
    const QString typed = m_edit->text().trimmed();
    if (typed.isEmpty())
        return;
    const QStringList standing = terms();
    const QString before = standing.join(u' ');
    const QString text = before.isEmpty() ? typed : QString(before + u' ' + typed);
    if (standing.contains(typed)) {
        // Said again it means no more.
    } else if (const auto problem = m_presenter.setFilterText(text)) {
        const int offset = before.isEmpty() ? 0 : static_cast<int>(before.size()) + 1;
        showProblem(problem->text, std::max(0, problem->position - offset), problem->about);
        return;
    }
    m_edit->clear();
    clearProblem();
}

void EventFilterBar::removeTerm(int index)
{
    QStringList kept = terms();
    if (index < 0 || index >= kept.size())
        return;
    kept.removeAt(index);
    // Fewer terms of a filter that was read before cannot have a problem.
    m_presenter.setFilterText(kept.join(u' '));
    m_edit->setFocus(Qt::OtherFocusReason);
}

void EventFilterBar::editTerm(int index)
{
    const QStringList all = terms();
    if (index < 0 || index >= all.size())
        return;
    removeTerm(index);
    m_edit->setText(all.at(index));
}

void EventFilterBar::rebuildChips()
{
    for (FilterChip* chip : m_chips) {
        m_strip->chips().removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    m_chips.clear();
    const std::vector<store::FilterToken> tokens = m_presenter.filterTokens();
    for (size_t i = 0; i < tokens.size(); ++i) {
        auto* chip = new FilterChip(m_theme, tokens[i], m_strip->widget());
        const int index = static_cast<int>(i);
        connect(chip, &FilterChip::removeWanted, this, [this, index] { removeTerm(index); });
        connect(chip, &FilterChip::editWanted, this, [this, index] { editTerm(index); });
        m_strip->chips().addWidget(chip);
        chip->show();
        m_chips.push_back(chip);
    }
    m_strip->setVisible(!m_chips.empty());
    m_strip->updateGeometry();
}

void EventFilterBar::showCounts()
{
    m_count->setText(m_presenter.countText());
}

void EventFilterBar::showMode()
{
    const bool live = m_presenter.mode() == models::EventsPresenter::Mode::Live;
    (live ? m_live : m_pause)->setChecked(true);
}

void EventFilterBar::showProblem(const QString& text, int position, const QString& about)
{
    m_problem->setVisible(!text.isEmpty());
    m_problem->setText(position < 0 ? text : tr("%1 (at character %2)").arg(text).arg(position + 1));
    m_field->setState(m_field->isFocused(), !text.isEmpty());
    m_edit->setAccessibleDescription(m_problem->text());
    if (position >= 0)
        m_edit->setCursorPosition(position);
    const QString typed = m_edit->text();
    const qsizetype found = about.isEmpty() ? -1 : typed.indexOf(about, std::max(0, position));
    const int length = found >= 0 ? static_cast<int>(about.size()) : static_cast<int>(typed.size()) - position;
    const int from = found >= 0 ? static_cast<int>(found) : position;
    m_edit->markProblem(from, position < 0 ? 0 : std::max(1, length), m_theme.color(Token::Fail));
}

void EventFilterBar::complete()
{
    const store::FilterCompletion completion =
        store::completeFilter(m_edit->text(), m_edit->cursorPosition(), m_presenter.vocabulary());
    // What is there already needs no list.
    const QString typed = m_edit->text().mid(completion.position, completion.length);
    if (completion.offers.isEmpty() || completion.offers == QStringList{typed}) {
        m_completer->popup()->hide();
        return;
    }
    m_completesField = completion.kind == store::CompletionKind::Field;
    m_completionAt = completion.position;
    m_completionLength = completion.length;
    m_completions->setStringList(completion.offers);
    QAbstractItemView* popup = m_completer->popup();
    popup->setFont(m_theme.font(TextRole::Mono));
    const int wide = popup->sizeHintForColumn(0) + 40;
    m_completer->complete(QRect(std::max(0, m_edit->cursorX() - 8), 0, std::max(160, wide), m_edit->height()));
    popup->setCurrentIndex({}); // Enter means what was typed until something is chosen
}

void EventFilterBar::takeCompletion(const QString& text)
{
    QString typed = m_edit->text();
    typed.replace(m_completionAt, m_completionLength, text);
    m_edit->setText(typed);
    m_edit->setCursorPosition(m_completionAt + static_cast<int>(text.size()));
    // After a field its values come next.
    if (m_completesField)
        QMetaObject::invokeMethod(this, &EventFilterBar::complete, Qt::QueuedConnection);
}

void EventFilterBar::setSavedFilters(models::SavedFilters& saved)
{
    m_saved = &saved;
}

void EventFilterBar::saveFilter()
{
    commit();
    const QString filter = m_presenter.filterText();
    if (!m_saved || filter.isEmpty() || !m_problem->text().isEmpty())
        return;
    m_saved->add(filter);
    Q_EMIT told(tr("Saved the filter %1").arg(filter));
}

void EventFilterBar::showSavedMenu()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("savedFilters"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QStringList filters = m_saved ? m_saved->filters() : QStringList();
    const auto shown = [](QString filter) { return filter.replace(u'&', QLatin1String("&&")); };
    for (const QString& filter : filters)
        connect(menu->addAction(shown(filter)), &QAction::triggered, this,
                [this, filter] { m_presenter.setFilterText(filter); });
    if (filters.isEmpty())
        menu->addAction(tr("No filter is saved yet"))->setEnabled(false);
    menu->addSeparator();
    QAction* save = menu->addAction(tr("Save this filter"));
    save->setShortcut(QKeySequence(tr("Ctrl+Return")));
    save->setEnabled(m_saved && !m_presenter.filterText().isEmpty() && !m_saved->contains(m_presenter.filterText()));
    connect(save, &QAction::triggered, this, &EventFilterBar::saveFilter);
    if (!filters.isEmpty()) {
        QMenu* remove = menu->addMenu(tr("Remove"));
        for (const QString& filter : filters)
            connect(remove->addAction(shown(filter)), &QAction::triggered, this,
                    [this, filter] { m_saved->remove(filter); });
    }
    menu->popup(m_savedButton->mapToGlobal(QPoint(0, m_savedButton->height() + 2)));
}

} // namespace hw::widgets
