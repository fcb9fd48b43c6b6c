#include "tests/ui/screenshots/gallery.h"

#include "core/store/filter.h"
#include "ui/models/eventsmodel.h"
#include "ui/models/mappingslotsmodel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combobox.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/eventdelegate.h"
#include "ui/widgets/eventfilterbar.h"
#include "ui/widgets/label.h"
#include "ui/widgets/loadingrows.h"
#include "ui/widgets/mappingslotedit.h"
#include "ui/widgets/progressstrip.h"
#include "ui/widgets/setupparts.h"
#include "ui/widgets/tokens.h"

#include <QCheckBox>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QRadioButton>
#include <QStandardItemModel>
#include <QStyle>
#include <QTest>
#include <QToolTip>

#include <utility>

namespace hw::test {

using namespace widgets;

namespace {

constexpr int margin = 24;
constexpr int columnGap = 32;
constexpr int gap = 8;

/// A colour and its name.
class Swatch final : public QWidget
{
public:
    Swatch(const Theme& theme, Token token)
        : m_theme(theme)
        , m_token(token)
    {
        setFixedSize(76, 46);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(m_theme.color(Token::Line));
        painter.setBrush(m_theme.color(m_token));
        painter.drawRoundedRect(QRectF(0.5, 0.5, width() - 1, 27), 3, 3);
        painter.setFont(m_theme.font(TextRole::Label));
        painter.setPen(m_theme.color(Token::Text2));
        painter.drawText(QRect(0, 30, width(), 16), Qt::AlignVCenter, tokenName(m_token));
    }

private:
    const Theme& m_theme;
    Token m_token;
};

/// Rows of the events table in the states that rows have, painted by its delegate.
class Rows final : public QWidget
{
public:
    explicit Rows(const Theme& theme)
        : m_theme(theme)
        , m_delegate(theme)
        , m_model(5, models::EventsModel::Size + 1)
    {
        setFixedHeight(theme.height(Height::Row) * m_model.rowCount());
        const QStringList names{QStringLiteral("Rest"), QStringLiteral("Hover"), QStringLiteral("Selected"),
                                QStringLiteral("Selected, inactive"), QStringLiteral("New (600 ms)")};
        for (int row = 0; row < m_model.rowCount(); ++row) {
            const auto set = [&](int column, const QVariant& value, int role = Qt::DisplayRole) {
                m_model.setData(m_model.index(row, column), value, role);
            };
            set(models::EventsModel::Source, names[row]);
            set(models::EventsModel::Source, QStringLiteral("stripe"), models::EventsModel::ProviderRole);
            set(models::EventsModel::Type, QStringLiteral("customer.updated"));
            set(models::EventsModel::Status, QStringLiteral("Verified"));
            set(models::EventsModel::Status, QStringLiteral("check"), models::EventsModel::IconRole);
            set(models::EventsModel::Status, static_cast<int>(models::Tone::Ok), models::EventsModel::ToneRole);
            for (int column = 0; column < m_model.columnCount(); ++column)
                set(column, row, models::EventsModel::SeqRole);
        }
        m_delegate.setHoveredRow(1);
        m_delegate.setFreshness([](qint64 seq) { return seq == 4 ? 1.0 : 0.0; });
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const int high = m_theme.height(Height::Row);
        for (int row = 0; row < m_model.rowCount(); ++row) {
            QStyleOptionViewItem option;
            option.initFrom(this);
            option.state = QStyle::State_Enabled;
            if (row == 2 || row == 3)
                option.state |= QStyle::State_Selected;
            if (row != 3)
                option.state |= QStyle::State_Active;
            int x = 0;
            for (const auto& [column, width] :
                 {std::pair(models::EventsModel::Source, 180), std::pair(models::EventsModel::Type, 150),
                  std::pair(models::EventsModel::Status, this->width() - 330)}) {
                option.rect = QRect(x, row * high, width, high);
                m_delegate.paint(&painter, option, m_model.index(row, column));
                x += width;
            }
        }
    }

private:
    const Theme& m_theme;
    EventDelegate m_delegate;
    QStandardItemModel m_model;
};

QHBoxLayout* line(QVBoxLayout& column, std::initializer_list<QWidget*> parts)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(gap);
    for (QWidget* part : parts)
        row->addWidget(part);
    row->addStretch(1);
    column.addLayout(row);
    return row;
}

QWidget* hovered(QWidget* widget)
{
    widget->setAttribute(Qt::WA_UnderMouse);
    return widget;
}

QAbstractButton* held(QAbstractButton* button)
{
    button->setDown(true);
    return button;
}

QWidget* disabled(QWidget* widget)
{
    widget->setEnabled(false);
    return widget;
}

ChipLabel* chip(const Theme& theme, Tone tone, std::optional<Icon> icon, const QString& text)
{
    auto* label = new ChipLabel(theme);
    label->setChip({tone, icon, text});
    return label;
}

QLabel* picture(const QPixmap& pixmap)
{
    auto* label = new QLabel;
    label->setPixmap(pixmap);
    return label;
}

} // namespace

Gallery::Gallery(const Theme& theme, QWidget& owner)
    : QWidget(&owner, Qt::Window)
    , m_theme(theme)
{
    setFixedSize(1440, 900);
    setObjectName(QStringLiteral("gallery"));
    setWindowTitle(QStringLiteral("Components"));
    setAutoFillBackground(true);
    QPalette palette = theme.palette();
    palette.setColor(QPalette::Window, theme.color(Token::Base));
    setPalette(palette);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(margin, margin, margin, margin);
    outer->setSpacing(12);
    const bool dark = theme.scheme() == Scheme::Dark;
    outer->addWidget(new Label(
        theme, dark ? QStringLiteral("Headwater components, dark") : QStringLiteral("Headwater components, light"),
        TextRole::PageTitle));
    addColours(*outer);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(columnGap);
    QVBoxLayout* column[3];
    for (QVBoxLayout*& one : column) {
        auto* holder = new QWidget;
        holder->setFixedWidth(443);
        one = new QVBoxLayout(holder);
        one->setContentsMargins(0, 0, 0, 0);
        one->setSpacing(gap);
        columns->addWidget(holder);
    }
    outer->addLayout(columns, 1);
    addButtons(*column[0]);
    addChips(*column[0]);
    addFields(*column[0]);
    addRows(*column[1]);
    addTabs(*column[1]);
    addBanners(*column[1]);
    addTypes(*column[1]);
    addMenu(*column[2]);
    addWork(*column[2]);
    addDrop(*column[2]);
    for (QVBoxLayout* one : column)
        one->addStretch(1);
}

Gallery::~Gallery() = default;

void Gallery::caption(QVBoxLayout& column, const QString& text)
{
    if (column.count() > 0)
        column.addSpacing(12);
    column.addWidget(new Label(m_theme, text, TextRole::Caption, Token::Text2));
}

QWidget* Gallery::focused(QWidget* widget)
{
    m_focused.append(widget);
    return widget;
}

void Gallery::addColours(QVBoxLayout& column)
{
    const std::initializer_list<Token> first{Token::Window, Token::Base,   Token::Sunken,    Token::Raised,
                                             Token::Hover,  Token::Press,  Token::Sel,       Token::SelInactive,
                                             Token::Line,   Token::Line2,  Token::Text,      Token::Text2,
                                             Token::Text3,  Token::Accent, Token::AccentSoft};
    const std::initializer_list<Token> second{Token::Ok,    Token::OkSoft,   Token::Fail,    Token::FailSoft,
                                              Token::Warn,  Token::WarnSoft, Token::Neutral, Token::NeutralSoft,
                                              Token::OkBar, Token::FailBar,  Token::WarnBar, Token::NeutralBar};
    for (const auto& tokens : {first, second}) {
        auto* row = line(column, {});
        row->setSpacing(16);
        for (const Token token : tokens)
            row->insertWidget(row->count() - 1, new Swatch(m_theme, token));
    }
}

void Gallery::addButtons(QVBoxLayout& column)
{
    const auto button = [this](const char* text, ButtonKind kind = ButtonKind::Default) {
        return new Button(m_theme, QString::fromLatin1(text), kind);
    };
    const auto tool = [this](const char* text) {
        return new ToolButton(m_theme, Icon::Replay, QString::fromLatin1(text));
    };
    caption(column, QStringLiteral("Buttons"));
    line(column, {button("Primary", ButtonKind::Primary), hovered(button("Hover", ButtonKind::Primary)),
                  focused(button("Focus", ButtonKind::Primary))});
    line(column, {button("Default"), hovered(button("Hover")), held(button("Pressed")), focused(button("Focus")),
                  disabled(button("Disabled"))});
    auto* checked = tool("Checked");
    checked->setCheckable(true);
    checked->setChecked(true);
    line(column, {tool("Tool"), hovered(tool("Hover")), checked, disabled(tool("Disabled"))});
    auto* live = new ToolButton(m_theme, std::nullopt, QStringLiteral("Live"));
    live->setCheckable(true);
    live->setChecked(true);
    live->setLook(ToolButtonLook::SegmentFirst);
    live->setDot(Token::OkBar);
    auto* pause = new ToolButton(m_theme, Icon::Pause, QStringLiteral("Pause"));
    pause->setLook(ToolButtonLook::SegmentLast);
    auto* toggle = new QWidget;
    auto* parts = new QHBoxLayout(toggle);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(0);
    parts->addWidget(live);
    parts->addWidget(pause);
    line(column, {button("Delete 12 events", ButtonKind::Danger), toggle});
}

void Gallery::addChips(QVBoxLayout& column)
{
    caption(column, QStringLiteral("Chips and counts"));
    line(column, {chip(m_theme, Tone::Ok, Icon::Check, QStringLiteral("Verified")),
                  chip(m_theme, Tone::Fail, Icon::Cross, QStringLiteral("Failed")),
                  chip(m_theme, Tone::Neutral, Icon::Skip, QStringLiteral("Skipped")),
                  chip(m_theme, Tone::Warn, Icon::Clock, QStringLiteral("Pending"))});
    line(column, {chip(m_theme, Tone::Accent, std::nullopt, QStringLiteral("Sample")),
                  chip(m_theme, Tone::Neutral, std::nullopt, QStringLiteral("3")),
                  chip(m_theme, Tone::Fail, std::nullopt, QStringLiteral("9 failed")),
                  chip(m_theme, Tone::Ok, std::nullopt, QStringLiteral("2 actions")),
                  chip(m_theme, Tone::Warn, std::nullopt, QStringLiteral("unmapped"))});
    const auto slot = [this](const QString& path, const QString& problem) {
        auto* edit = new MappingSlotEdit(m_theme);
        models::MappingSlot content;
        content.title = QStringLiteral("Email");
        content.content = models::MappingSlot::Content::Path;
        content.text = path;
        content.problem = problem;
        edit->setSlot(content);
        edit->setFixedWidth(217);
        return edit;
    };
    line(column, {slot(QStringLiteral("body.data.object.email"), {}),
                  slot(QStringLiteral("body.data.emial"), QStringLiteral("not in the sample"))});
    line(column,
         {new FilterChip(m_theme, {QStringLiteral("status"), QStringLiteral(":"), QStringLiteral("failed")}),
          new FilterChip(m_theme, {QStringLiteral("body.amount"), QStringLiteral(">"), QStringLiteral("5000")})});
}

void Gallery::addFields(QVBoxLayout& column)
{
    caption(column, QStringLiteral("Fields"));
    auto* empty = new QLineEdit;
    empty->setPlaceholderText(QStringLiteral("Placeholder"));
    auto* written = new QLineEdit(QStringLiteral("Focused"));
    auto* invalid = new QLineEdit(QStringLiteral("whsec"));
    invalid->setProperty("invalid", true);
    column.addWidget(empty);
    column.addWidget(focused(written));
    column.addWidget(invalid);
    column.addWidget(new Label(m_theme, QStringLiteral("No secret yet. Stripe secrets start with whsec_."),
                               TextRole::Small, Token::Fail));
    auto* on = new QCheckBox(QStringLiteral("On"));
    on->setChecked(true);
    auto* radio = new QRadioButton(QStringLiteral("Radio"));
    radio->setChecked(true);
    auto* combo = new ComboBox(m_theme);
    combo->addItem(QStringLiteral("Combo"));
    line(column,
         {on, new QCheckBox(QStringLiteral("Off")), focused(new QCheckBox(QStringLiteral("Focus"))), radio, combo});
}

void Gallery::addRows(QVBoxLayout& column)
{
    caption(column, QStringLiteral("Table rows, 28 px"));
    column.addWidget(new Rows(m_theme));
}

void Gallery::addTabs(QVBoxLayout& column)
{
    caption(column, QStringLiteral("Tabs"));
    auto* tabs = new CountTabBar(m_theme, CountTabBar::Size::View);
    for (const char* text : {"Selected", "Rest", "Another"})
        tabs->addView(QString::fromLatin1(text));
    tabs->setCountLabel(tabs->addView(QStringLiteral("Count")), QStringLiteral("2"), Tone::Fail);
    column.addWidget(focused(tabs));
}

void Gallery::addBanners(QVBoxLayout& column)
{
    caption(column, QStringLiteral("Banners"));
    struct Row
    {
        Tone tone;
        const char* text;
        const char* action;
    };
    for (const Row& row : {Row{Tone::Fail, "Port 4400 is in use by another program.", "Use 4401"},
                           Row{Tone::Warn, "Disk is nearly full. Older events will go first.", "Settings"},
                           Row{Tone::Ok, "Processed 12 events. 12 delivered.", "Show"},
                           Row{Tone::Accent, "38 new events while paused.", "Resume"}}) {
        auto* banner = new Banner(m_theme);
        banner->showMessage(row.tone, QString::fromLatin1(row.text), QString::fromLatin1(row.action));
        column.addWidget(banner);
    }
}

void Gallery::addTypes(QVBoxLayout& column)
{
    caption(column, QStringLiteral("Type"));
    column.addWidget(new Label(m_theme, QStringLiteral("Page title 20/28 600"), TextRole::PageTitle));
    column.addWidget(new Label(m_theme, QStringLiteral("Section title 15/20 600"), TextRole::SectionTitle));
    column.addWidget(new Label(m_theme, QStringLiteral("Body 13/20 400"), TextRole::Body));
    column.addWidget(new Label(m_theme, QStringLiteral("Code 13/20 JetBrains Mono"), TextRole::Code));
}

void Gallery::addMenu(QVBoxLayout& column)
{
    caption(column, QStringLiteral("Menu"));
    QMenu menu;
    const auto add = [&](Icon icon, const char* text, const char* keys) {
        auto* action = menu.addAction(QString::fromLatin1(text));
        action->setShortcut(QKeySequence(QString::fromLatin1(keys)));
        setActionIcon(m_theme, *action, icon);
        return action;
    };
    QAction* first = add(Icon::Replay, "Process again", "R");
    add(Icon::Pencil, "Edit && resend", "Shift+R");
    add(Icon::Bug, "Debug with this event", "F5");
    menu.addSeparator();
    add(Icon::Filter, "Filter by this type", "F");
    add(Icon::Copy, "Copy as cURL", "Ctrl+Shift+C");
    menu.popup(QPoint(40, 40));
    menu.setActiveAction(first);
    column.addWidget(picture(menu.grab()));
    menu.close();
}

void Gallery::addWork(QVBoxLayout& column)
{
    caption(column, QStringLiteral("Progress"));
    auto* strip = new ProgressStrip(m_theme);
    strip->setProgress(QStringLiteral("Re-running"), 412, 1284);
    column.addWidget(strip);
    caption(column, QStringLiteral("Loading rows (after 300 ms)"));
    auto* rows = new LoadingRows(m_theme);
    rows->setFixedHeight(72);
    column.addWidget(rows);
    caption(column, QStringLiteral("Empty state"));
    auto* card = new Card(m_theme);
    auto* inner = new QVBoxLayout(card);
    auto* empty = new EmptyState(m_theme, Icon::Filter);
    empty->setTexts(QStringLiteral("No event matches this filter"), QStringLiteral("1,726 events are hidden by it."),
                    QStringLiteral("Clear filter"));
    inner->addWidget(empty);
    column.addWidget(card);
}

void Gallery::addDrop(QVBoxLayout& column)
{
    caption(column, QStringLiteral("Drag and drop"));
    auto* slot = new MappingSlotEdit(m_theme);
    models::MappingSlot content;
    content.title = QStringLiteral("Email");
    slot->setSlot(content);
    slot->setPlaceholder(QStringLiteral("Drop to fill Email"));
    column.addWidget(slot);
    QMimeData path;
    path.setData(QLatin1String(pathMimeType), "body.data.object.email");
    QDragEnterEvent enter(QPoint(8, 8), Qt::CopyAction, &path, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(slot, &enter);
}

bool Gallery::pose()
{
    constexpr int around = 4;
    show();
    activateWindow();
    if (!QTest::qWaitForWindowActive(this))
        return false;
    // It shows itself once the work has lasted a while.
    const auto* strip = findChild<ProgressStrip*>();
    if (!QTest::qWaitFor([&] { return strip->isVisible(); }))
        return false;
    QList<std::pair<QRect, QPixmap>> pictures;
    for (const QPointer<QWidget>& widget : std::as_const(m_focused)) {
        QTest::keyClick(this, Qt::Key_F24); // the ring comes while keys are used
        widget->setFocus(Qt::TabFocusReason);
        if (!QTest::qWaitFor([&] { return widget->hasFocus(); }))
            return false;
        const QRect place =
            QRect(widget->mapTo(this, QPoint()), widget->size()).adjusted(-around, -around, around, around);
        pictures.append({place, grab(place)});
    }
    setFocusPolicy(Qt::StrongFocus);
    setFocus(Qt::OtherFocusReason);
    for (const auto& [place, pixmap] : pictures) {
        auto* label = picture(pixmap);
        label->setParent(this);
        label->setGeometry(place);
        label->show();
    }
    return true;
}

} // namespace hw::test
