#include "ui/widgets/welcomepage.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/setupparts.h"
#include "ui/widgets/textbutton.h"

#include <QAction>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QMimeData>
#include <QPainter>
#include <QProgressBar>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

namespace hw::widgets {

namespace {

constexpr int contentWidth = 816;
constexpr int markSide = 56;
constexpr int markDrawing = 36;
constexpr int cardPadding = 20;
constexpr int iconSide = 16;
constexpr qsizetype recentShown = 4;

/// An icon that keeps its colour's token while the theme changes.
class Picture final : public QWidget
{
public:
    Picture(const Theme& theme, Icon icon, Token token, int side = iconSide)
        : m_theme(theme)
        , m_icon(icon)
        , m_token(token)
    {
        setFixedSize(side, side);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        m_theme.paintIcon(painter, rect(), m_icon, m_token);
    }

private:
    const Theme& m_theme;
    Icon m_icon;
    Token m_token;
};

} // namespace

WelcomePage::WelcomePage(const Theme& theme, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_sourceText(new Label(theme, {}, TextRole::Body, Token::Text2))
    , m_addSource(new Button(theme, tr("Add a source"), ButtonKind::Primary))
    , m_demo(new Button(theme, tr("Open the demo")))
    , m_progress(new QProgressBar)
    , m_progressText(new Label(theme, {}, TextRole::Small, Token::Text2))
    , m_import(new Button(theme, tr("Choose a file…")))
    , m_paste(new QAction(tr("Import from the &clipboard"), this))
    , m_recent(new QWidget)
    , m_recentRows(new QVBoxLayout(m_recent))
{
    setObjectName(QStringLiteral("welcomePage"));
    setAcceptDrops(true);
    m_addSource->setObjectName(QStringLiteral("welcomeAddSource"));
    m_demo->setObjectName(QStringLiteral("welcomeDemo"));
    m_import->setObjectName(QStringLiteral("welcomeImport"));
    m_progress->setObjectName(QStringLiteral("demoProgress"));
    m_progress->setAccessibleName(tr("Making the demo workspace"));
    m_progress->setTextVisible(false);
    m_progressText->setObjectName(QStringLiteral("demoProgressText"));
    m_recent->setObjectName(QStringLiteral("recentWorkspaces"));

    auto* cards = new QHBoxLayout;
    cards->setSpacing(16);
    cards->addWidget(makeCard(Icon::Plus, tr("Add a source"), m_sourceText, m_addSource, tr("Ctrl N"), true), 1);
    cards->addWidget(
        makeCard(Icon::Play, tr("Try the demo workspace"),
                 new Label(theme, tr("Three sources with 200 recorded events, a script and mappings. Works offline."),
                           TextRole::Body, Token::Text2),
                 m_demo, tr("Ctrl D"), false),
        1);
    cards->addWidget(makeCard(Icon::Import, tr("Import"),
                              new Label(theme,
                                        tr("A Knock source, a workspace, HAR, cURL, .http or JSON lines. Or drop a "
                                           "file here."),
                                        TextRole::Body, Token::Text2),
                              m_import, tr("Ctrl O"), false),
                     1);
    auto* progress = new QVBoxLayout;
    progress->setSpacing(4);
    progress->addWidget(m_progress);
    progress->addWidget(m_progressText);

    auto* safety = new QHBoxLayout;
    safety->setSpacing(8);
    safety->addWidget(new Picture(theme, Icon::Shield, Token::Text2));
    safety->addWidget(new Label(theme,
                                tr("Events and secrets stay on this machine until you choose a live destination."),
                                TextRole::Body, Token::Text2),
                      1);
    auto* shortcuts = new TextButton(theme, tr("Keyboard shortcuts"));
    shortcuts->setObjectName(QStringLiteral("welcomeShortcuts"));
    connect(shortcuts, &QAbstractButton::clicked, this, &WelcomePage::shortcutsWanted);
    safety->addWidget(shortcuts);
    auto* guide = new TextButton(theme, tr("Guide"));
    guide->setObjectName(QStringLiteral("welcomeGuide"));
    connect(guide, &QAbstractButton::clicked, this, [this] { Q_EMIT guideWanted(QStringLiteral("start")); });
    safety->addSpacing(16);
    safety->addWidget(guide);
    m_recentRows->setContentsMargins(0, 0, 0, 0);
    m_recentRows->setSpacing(0);

    auto* content = new QWidget;
    content->setMaximumWidth(contentWidth);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 24, 0, 24);
    column->setSpacing(24);
    column->addWidget(makeHead());
    column->addLayout(cards);
    column->addLayout(progress);
    column->addWidget(makeStrip());
    column->addLayout(safety);
    column->addWidget(m_recent);

    auto* middle = new QWidget;
    auto* rows = new QVBoxLayout(middle);
    rows->setContentsMargins(24, 0, 24, 0);
    rows->addStretch();
    auto* centred = new QHBoxLayout;
    centred->addStretch();
    centred->addWidget(content, 1000);
    centred->addStretch();
    rows->addLayout(centred);
    rows->addStretch();
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(2, 2, 2, 2); // the frame while something is dragged over it
    outer->addWidget(scrolling(middle));

    connect(m_addSource, &QAbstractButton::clicked, this, &WelcomePage::addSourceWanted);
    connect(m_demo, &QAbstractButton::clicked, this, &WelcomePage::demoWanted);
    connect(m_import, &QAbstractButton::clicked, this, &WelcomePage::importWanted);
    m_paste->setObjectName(QStringLiteral("actionPasteImport"));
    m_paste->setShortcut(QKeySequence::Paste);
    m_paste->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_paste);
    connect(m_paste, &QAction::triggered, this, [this] { Q_EMIT textDropped(QGuiApplication::clipboard()->text()); });
    setFolderToMake({});
    setRecentWorkspaces({});
    setDemoProgress(0, 0);
}

QWidget* WelcomePage::makeHead()
{
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    auto* tile = new Card(m_theme);
    tile->setFixedSize(markSide, markSide);
    auto* inTile = new QHBoxLayout(tile);
    inTile->setContentsMargins(0, 0, 0, 0);
    inTile->addWidget(new Picture(m_theme, Icon::AppMark, Token::Accent, markDrawing), 0, Qt::AlignCenter);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(4);
    auto* title = new Label(m_theme, tr("Welcome to Headwater"), TextRole::PageTitle);
    title->setObjectName(QStringLiteral("welcomeTitle"));
    title->setMinimumHeight(m_theme.lineHeight(TextRole::PageTitle));
    auto* text = new Label(
        m_theme,
        tr("Capture webhooks on this machine, check their signatures, reshape them and turn them into actions."),
        TextRole::Body, Token::Text2);
    text->setWordWrap(true);
    texts->addWidget(title);
    texts->addWidget(text);
    row->addWidget(tile);
    row->addLayout(texts, 1);
    return head;
}

QWidget* WelcomePage::makeCard(Icon icon, const QString& title, Label* text, Button* button, const QString& keys,
                               bool primary)
{
    auto* card = new Card(m_theme);
    if (primary)
        card->setBorder(Token::Accent);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(cardPadding, cardPadding, cardPadding, cardPadding);
    column->setSpacing(0);
    column->addWidget(new Picture(m_theme, icon, primary ? Token::Accent : Token::Text2));
    column->addSpacing(12);
    column->addWidget(new Label(m_theme, title, TextRole::SectionTitle));
    column->addSpacing(8);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    column->addWidget(text, 1);
    column->addSpacing(16);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(button);
    row->addWidget(new KeyCap(m_theme, keys));
    row->addStretch();
    column->addLayout(row);
    return card;
}

QWidget* WelcomePage::makeStrip()
{
    auto* strip = new Card(m_theme);
    strip->setFill(Token::Sunken);
    strip->setAccessibleName(tr("What happens to an event"));
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(cardPadding, 14, cardPadding, 14);
    row->setSpacing(8);
    const std::pair<Icon, QString> stages[] = {{Icon::Globe, tr("Receive")},
                                               {Icon::Shield, tr("Verify")},
                                               {Icon::Code, tr("Transform")},
                                               {Icon::Route, tr("Map")},
                                               {Icon::Send, tr("Deliver")}};
    bool first = true;
    for (const auto& [icon, name] : stages) {
        if (!first) {
            row->addStretch();
            row->addWidget(new Picture(m_theme, Icon::Arrow, Token::Text2));
            row->addStretch();
        }
        first = false;
        row->addWidget(new Picture(m_theme, icon, Token::Text2));
        row->addWidget(new Label(m_theme, name, TextRole::Body, Token::Text2));
    }
    return strip;
}

void WelcomePage::setFolderToMake(const QString& folder)
{
    QString text = tr("Choose Stripe, Clerk, WorkOS, Supabase, PostHog or a custom sender and get a local address.");
    if (!folder.isEmpty())
        text += u' ' + tr("Makes the workspace %1.").arg(folder);
    m_sourceText->setText(text);
}

void WelcomePage::setRecentWorkspaces(const std::vector<WorkspaceChoice>& recent)
{
    clearLayout(*m_recentRows);
    m_recentRows->addWidget(new Label(m_theme, tr("Recent workspaces"), TextRole::Caption, Token::Text3));
    qsizetype shown = 0;
    for (const WorkspaceChoice& choice : recent) {
        if (++shown > recentShown)
            break;
        auto* row = new QWidget;
        auto* layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(8);
        auto* open = new TextButton(m_theme, choice.name);
        open->setObjectName(QStringLiteral("recent%1").arg(shown));
        open->setAccessibleDescription(choice.root);
        layout->addWidget(open);
        layout->addWidget(new Label(m_theme, choice.root, TextRole::Mono, Token::Text3), 1);
        connect(open, &QAbstractButton::clicked, this, [this, root = choice.root] { Q_EMIT workspaceChosen(root); });
        m_recentRows->addWidget(row);
    }
    m_recent->setVisible(shown > 0);
}

void WelcomePage::setDemoProgress(int done, int total)
{
    const bool making = total > 0;
    m_demo->setEnabled(!making);
    m_progress->setVisible(making);
    m_progressText->setVisible(making);
    m_progress->setRange(0, qMax(total, 1));
    m_progress->setValue(done);
    m_progressText->setText(tr("Making the demo workspace: %1 of %2 events").arg(done).arg(total));
}

void WelcomePage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_addSource->setFocus(Qt::OtherFocusReason);
}

void WelcomePage::dragEnterEvent(QDragEnterEvent* event)
{
    const QMimeData& carried = *event->mimeData();
    const bool file = carried.hasUrls() && carried.urls().size() == 1 && carried.urls().front().isLocalFile();
    if (!file && (carried.hasUrls() || !carried.hasText()))
        return;
    m_dragging = true;
    update();
    event->acceptProposedAction();
}

void WelcomePage::dragLeaveEvent(QDragLeaveEvent*)
{
    m_dragging = false;
    update();
}

void WelcomePage::dropEvent(QDropEvent* event)
{
    m_dragging = false;
    update();
    event->acceptProposedAction();
    const QMimeData& carried = *event->mimeData();
    if (carried.hasUrls())
        Q_EMIT dropped(carried.urls().front().toLocalFile());
    else
        Q_EMIT textDropped(carried.text());
}

void WelcomePage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Base));
    if (m_dragging) {
        painter.setPen(QPen(m_theme.color(Token::Accent), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

} // namespace hw::widgets
