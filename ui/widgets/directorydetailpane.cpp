#include "ui/widgets/directorydetailpane.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/directorydetailparts.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/mirror.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

namespace hw::widgets {

namespace {

constexpr int edge = 16;
constexpr int headerHeight = 44;
constexpr int iconSide = 16;
constexpr int titleLeft = 40;
constexpr int firstGap = 11;
constexpr int sectionGap = 15;
constexpr int afterChipsGap = 14;
constexpr int titleGap = 5; ///< above rows
constexpr int chipsGap = 6;
constexpr int bottom = 16;

} // namespace

/// Icon and name of the row.
class DirectoryDetailPane::Header final : public QWidget
{
public:
    Header(const Theme& theme, QAction& copyId, QAction& deleteRow)
        : m_theme(theme)
        , m_title(new Label(theme, {}, TextRole::SectionTitle))
    {
        auto* layout = new QHBoxLayout(this);
        layout->setContentsMargins(marginsFromStart(titleLeft, 0, gapAtEnd, 1));
        m_title->setObjectName(QStringLiteral("directoryDetailTitle"));
        m_title->setMinimumWidth(1);
        auto* copy = new ToolButton(theme, Icon::Copy, copyId, Qt::ToolButtonIconOnly);
        copy->setObjectName(QStringLiteral("copyIdButton"));
        auto* remove = new ToolButton(theme, Icon::Trash, deleteRow, Qt::ToolButtonIconOnly);
        remove->setObjectName(QStringLiteral("deleteRowButton"));
        layout->addWidget(m_title, 1);
        layout->addWidget(copy);
        layout->addWidget(remove);
        setFixedHeight(headerHeight);
    }

    void setRow(const QString& icon, const QString& title)
    {
        m_icon = iconNamed(icon);
        m_title->setText(title);
        m_title->setToolTip(title);
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
    static constexpr int gapAtEnd = 8;

    const Theme& m_theme;
    std::optional<Icon> m_icon;
    Label* m_title;
};

DirectoryDetailPane::DirectoryDetailPane(const Theme& theme, QAction& copyId, QAction& deleteRow, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_header(new Header(theme, copyId, deleteRow))
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(theme, Icon::Info))
    , m_content(new Fill(theme, Token::Base))
    , m_layout(new QVBoxLayout(m_content))
    , m_scroll(scrolling(m_content))
{
    setObjectName(QStringLiteral("directoryDetail"));
    setAccessibleName(tr("Details of the selected row"));
    m_layout->setContentsMargins(0, 0, 0, bottom);
    m_layout->setSpacing(0);
    m_empty->setTexts(tr("Nothing selected"), tr("Select a row to see what belongs to it."));
    auto* filled = new QWidget;
    auto* column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_scroll, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(filled);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    connect(&theme, &Theme::changed, this, [this] {
        if (m_detail)
            rebuild();
    });
}

void DirectoryDetailPane::setDetail(const models::DirectoryDetail& detail)
{
    if (m_detail == detail)
        return;
    const bool sameRow = m_detail && m_detail->target == detail.target;
    const int scrolled = sameRow ? m_scroll->verticalScrollBar()->value() : 0;
    QWidget* focused = QApplication::focusWidget();
    const QString focus = focused && m_content->isAncestorOf(focused) ? focused->objectName() : QString();
    m_detail = detail;
    rebuild();
    m_stack->setCurrentIndex(1);
    if (!focus.isEmpty()) {
        // The row that had the focus is another widget now.
        QWidget* next = m_content->findChild<QWidget*>(focus);
        (next ? next : m_scroll)->setFocus(Qt::OtherFocusReason);
    }
    m_content->layout()->activate();
    m_scroll->verticalScrollBar()->setValue(scrolled);
}

void DirectoryDetailPane::clear()
{
    m_detail.reset();
    m_stack->setCurrentIndex(0);
}

void DirectoryDetailPane::rebuild()
{
    m_header->setRow(m_detail->icon, m_detail->title);
    // At once: a row that is gone must not be found by its name any more.
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->setParent(nullptr);
            widget->deleteLater();
        }
        delete item;
    }
    int above = firstGap;
    for (const models::DirectorySection& section : m_detail->sections) {
        m_layout->addWidget(sectionTitle(section, above));
        addSection(section);
        above = section.kind == models::DirectorySection::Kind::Chips ? afterChipsGap : sectionGap;
    }
    m_layout->addStretch(1);
    // A layout shows what it was given only later; the keyboard reaches what is visible.
    for (int i = 0; i < m_layout->count(); ++i) {
        if (QWidget* widget = m_layout->itemAt(i)->widget())
            widget->show();
    }
}

QWidget* DirectoryDetailPane::sectionTitle(const models::DirectorySection& section, int above)
{
    auto* bar = new QWidget;
    auto* layout = new QHBoxLayout(bar);
    const bool isChips = section.kind == models::DirectorySection::Kind::Chips;
    layout->setContentsMargins(edge, above, edge, isChips ? chipsGap : titleGap);
    layout->setSpacing(8);
    auto* title = new Label(m_theme, section.title, TextRole::Caption, Token::Text3);
    title->setFixedHeight(m_theme.lineHeight(TextRole::Caption));
    layout->addWidget(title);
    layout->addStretch();
    if (section.moreLink) {
        auto* more = leadTo(new LinkButton(m_theme, section.more), section.moreLink);
        more->setObjectName(QStringLiteral("moreButton"));
        layout->addWidget(more);
    }
    return bar;
}

template<class Row>
Row* DirectoryDetailPane::leadTo(Row* row, const std::optional<models::DirectoryLink>& link)
{
    if (link)
        connect(row, &QAbstractButton::clicked, this, [this, link = *link] { Q_EMIT linkActivated(link); });
    return row;
}

void DirectoryDetailPane::addSection(const models::DirectorySection& section)
{
    using Kind = models::DirectorySection::Kind;
    for (const models::DirectoryProperty& property : section.properties) {
        auto* row = new DirectoryPropertyRow(m_theme, property);
        connect(row, &QAbstractButton::clicked, this,
                [this, property] { Q_EMIT copyWanted(property.value, property.key); });
        m_layout->addWidget(row);
    }
    if (!section.chips.empty()) {
        auto* box = new FlowBox;
        for (const models::DirectoryChip& chip : section.chips)
            box->add(leadTo(new DirectoryChipButton(m_theme, chip), chip.link));
        m_layout->addWidget(box);
    }
    for (size_t i = 0; i < section.items.size(); ++i) {
        const bool isLast = i + 1 == section.items.size();
        using Look = DirectoryItemRow::Look;
        const Look look = section.kind != Kind::Timeline ? Look::Line : isLast ? Look::TimelineEnd : Look::Timeline;
        const models::DirectoryItem& item = section.items[i];
        m_layout->addWidget(leadTo(new DirectoryItemRow(m_theme, item, look), item.link));
    }
    if (!section.more.isEmpty() && !section.moreLink) {
        auto* rest = new Label(m_theme, section.more, TextRole::Small, Token::Text3);
        rest->setContentsMargins(marginsFromStart(titleLeft, 4, edge, 0));
        m_layout->addWidget(rest);
    }
    if (section.change) {
        auto* row = new DirectoryChangeRow(m_theme, *section.change);
        connect(row, &QAbstractButton::clicked, this, [this, id = section.change->eventId] { Q_EMIT eventWanted(id); });
        m_layout->addWidget(row);
    }
}

} // namespace hw::widgets
