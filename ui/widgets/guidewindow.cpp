#include "ui/widgets/guidewindow.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/guidehtml.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/splitter.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace hw::widgets {

namespace {

constexpr QSize usualSize(1000, 720);
constexpr QSize leastSize(640, 400);
constexpr int listWidth = 248;
constexpr int padding = 12;
constexpr int pageMargin = 24;
constexpr int targetRole = Qt::UserRole;

} // namespace

/// Shows the guide's pages under addresses of their own, which gives it back and forward.
class GuideBrowser final : public QTextBrowser
{
public:
    GuideBrowser(const Theme& theme, const std::shared_ptr<const models::Guide>& guide)
        : m_theme(theme)
        , m_guide(guide)
    {
        setOpenLinks(false);
        setFrameShape(QFrame::NoFrame);
    }

    QVariant loadResource(int type, const QUrl& address) override
    {
        const models::GuidePage* page =
            type == QTextDocument::HtmlResource && m_guide ? m_guide->find(address.path()) : nullptr;
        if (!page)
            return {};
        document()->setDefaultStyleSheet(guideStyle(m_theme));
        document()->setDocumentMargin(pageMargin);
        return guideHtml(*page, m_theme);
    }

    void go(const QUrl& address) { setSource(address, QTextDocument::HtmlResource); }

private:
    const Theme& m_theme;
    const std::shared_ptr<const models::Guide>& m_guide; ///< the window's
};

GuideWindow::GuideWindow(const Theme& theme, QWidget* parent)
    : QWidget(parent, Qt::Window)
    , m_theme(theme)
    , m_search(new SearchField(theme))
    , m_list(new QListWidget)
    , m_nothing(new Label(theme, tr("Nothing is found."), TextRole::Small, Token::Text3))
    , m_browser(new GuideBrowser(theme, m_guide))
    , m_back(new ToolButton(theme, Icon::Back))
    , m_forward(new ToolButton(theme, Icon::Right))
{
    setObjectName(QStringLiteral("guideWindow"));
    setWindowTitle(tr("Guide"));
    setAttribute(Qt::WA_QuitOnClose, false); // the program ends with its own window
    setAutoFillBackground(true);
    setMinimumSize(leastSize);
    resize(usualSize);
    m_search->setObjectName(QStringLiteral("guideSearch"));
    m_search->setPlaceholderText(tr("Search the guide"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_list->setObjectName(QStringLiteral("guideList"));
    m_list->setAccessibleName(tr("Pages of the guide"));
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_nothing->setObjectName(QStringLiteral("guideNothing"));
    m_nothing->hide();
    m_browser->setObjectName(QStringLiteral("guideBrowser"));
    m_browser->setAccessibleName(tr("Page"));
    for (const auto& [button, name, text, key] :
         {std::tuple(m_back, "guideBack", tr("Back"), QKeySequence(QStringLiteral("Alt+Left"))),
          std::tuple(m_forward, "guideForward", tr("Forward"), QKeySequence(QStringLiteral("Alt+Right")))}) {
        button->setObjectName(QString::fromLatin1(name));
        button->setAccessibleName(text);
        button->setShortcut(key);
        button->setToolTip(tr("%1, %2").arg(text, key.toString(QKeySequence::NativeText)));
        button->setEnabled(false);
    }

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(padding, padding, padding, padding);
    bar->setSpacing(4);
    bar->addWidget(m_back);
    bar->addWidget(m_forward);
    bar->addSpacing(4);
    bar->addWidget(m_search, 1);
    auto* left = new QWidget;
    auto* leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(0);
    leftColumn->addLayout(bar);
    auto* nothing = new QHBoxLayout;
    nothing->setContentsMargins(padding, 0, padding, 0);
    nothing->addWidget(m_nothing);
    leftColumn->addLayout(nothing);
    leftColumn->addWidget(m_list, 1);
    auto* splitter = new Splitter(theme, Qt::Horizontal);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(left);
    splitter->addWidget(m_browser);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({listWidth, usualSize.width() - listWidth});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Line(theme, Qt::Horizontal));
    column->addWidget(splitter, 1);
    setTabOrder(m_search, m_list);
    setTabOrder(m_list, m_browser);

    connect(m_back, &QAbstractButton::clicked, m_browser, &QTextBrowser::backward);
    connect(m_forward, &QAbstractButton::clicked, m_browser, &QTextBrowser::forward);
    connect(m_browser, &QTextBrowser::backwardAvailable, m_back, &QWidget::setEnabled);
    connect(m_browser, &QTextBrowser::forwardAvailable, m_forward, &QWidget::setEnabled);
    connect(m_browser, &QTextBrowser::sourceChanged, this,
            [this](const QUrl& address) { refreshCurrent(address.path()); });
    connect(m_browser, &QTextBrowser::anchorClicked, this, [this](const QUrl& address) {
        if (address.scheme() == QLatin1String("guide"))
            m_browser->go(address);
        else
            Q_EMIT addressWanted(address);
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.trimmed().isEmpty())
            listPages();
        else
            listHits(text);
    });
    connect(m_search, &SearchField::left, this, [this] {
        for (int row = 0; row < m_list->count(); ++row) {
            if (m_list->currentRow() >= 0 || !(m_list->item(row)->flags() & Qt::ItemIsSelectable))
                continue;
            m_list->setCurrentRow(row);
        }
        m_list->setFocus(Qt::TabFocusReason);
    });
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item && item->data(targetRole).isValid())
            m_browser->go(guideUrl(item->data(targetRole).toString()));
    });
    connect(&theme, &Theme::changed, this, &GuideWindow::dress);
    dress();
}

GuideWindow::~GuideWindow() = default;

void GuideWindow::dress()
{
    const int at = m_list->currentRow();
    if (m_search->text().trimmed().isEmpty())
        listPages();
    else
        listHits(m_search->text());
    if (at >= 0) {
        const QSignalBlocker quiet(m_list);
        m_list->setCurrentRow(at);
    }
    QPalette colours = m_theme.palette();
    colours.setColor(QPalette::Base, m_theme.color(Token::Window));
    m_list->setPalette(colours);
    m_browser->reload();
}

void GuideWindow::setGuide(std::shared_ptr<const models::Guide> guide)
{
    m_guide = std::move(guide);
    dress();
}

void GuideWindow::addCaption(const QString& text)
{
    auto* item = new QListWidgetItem(text, m_list);
    item->setFlags(Qt::NoItemFlags);
    item->setFont(m_theme.font(TextRole::Caption));
    item->setForeground(m_theme.color(Token::Text3));
    item->setSizeHint({0, m_theme.height(Height::Row) + 4});
}

void GuideWindow::addRow(const QString& text, const QString& target)
{
    auto* item = new QListWidgetItem(text, m_list);
    item->setData(targetRole, target);
    item->setToolTip(text);
    item->setSizeHint({0, m_theme.height(Height::Row)});
}

void GuideWindow::listPages()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    m_nothing->hide();
    if (!m_guide)
        return;
    QString group;
    for (const models::GuidePage& page : m_guide->pages()) {
        if (page.group != group)
            addCaption(group = page.group);
        addRow(page.title, page.id);
    }
    refreshCurrent(shownPage());
}

void GuideWindow::listHits(const QString& query)
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    if (!m_guide)
        return;
    for (const models::Guide::Hit& hit : m_guide->search(query)) {
        if (hit.anchor.isEmpty())
            addRow(hit.title, hit.page);
        else
            addRow(tr("%1: %2").arg(hit.title, hit.heading), hit.page + u'#' + hit.anchor);
    }
    m_nothing->setVisible(m_list->count() == 0);
}

void GuideWindow::refreshCurrent(const QString& shown)
{
    const models::GuidePage* page = m_guide ? m_guide->find(shown) : nullptr;
    setWindowTitle(page ? tr("%1 – Guide").arg(page->title) : tr("Guide"));
    m_browser->setAccessibleDescription(page ? page->title : QString());
    if (!m_search->text().trimmed().isEmpty())
        return; // the list has what was found
    const QSignalBlocker quiet(m_list);
    for (int row = 0; row < m_list->count(); ++row) {
        if (page && m_list->item(row)->data(targetRole).toString() == page->id)
            m_list->setCurrentRow(row);
    }
}

void GuideWindow::showPage(const QString& target)
{
    QUrl address = guideUrl(target);
    if (m_guide && !m_guide->find(address.path()) && !m_guide->pages().empty())
        address = guideUrl(m_guide->pages().front().id);
    m_search->clear();
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show(); // laid out before it is scrolled to a heading
    raise();
    activateWindow();
    m_browser->go(address);
    m_search->setFocus(Qt::OtherFocusReason);
}

QString GuideWindow::shownPage() const
{
    return m_browser->source().path();
}

void GuideWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->matches(QKeySequence::Find))
        m_search->setFocus(Qt::ShortcutFocusReason);
    else
        QWidget::keyPressEvent(event);
}

} // namespace hw::widgets
