#include "ui/widgets/toolbar.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/environmentcombo.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line.h"
#include "ui/widgets/listenerlabel.h"
#include "ui/widgets/palettefield.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyle>

namespace hw::widgets {

using State = models::ListenerStatus::State;

namespace {

constexpr int margin = 8;
constexpr int spacing = 4;
constexpr int lineLength = 20;
constexpr int workspaceWidth = 152;
constexpr int iconSide = 16;
constexpr int iconGap = 6;
constexpr int urlPadding = 9;

/// "Public URL: https://…", with the globe before it.
class PublicUrlLabel final : public QWidget
{
public:
    explicit PublicUrlLabel(const Theme& theme)
        : m_theme(theme)
    {
        setObjectName(QStringLiteral("publicUrl"));
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }

    void setText(const QString& text)
    {
        m_text = text;
        setAccessibleName(text);
        setToolTip(text);
        updateGeometry();
        update();
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const int width = QFontMetrics(m_theme.font(TextRole::Body)).horizontalAdvance(m_text);
        return {urlPadding + iconSide + iconGap + width + 2, m_theme.height(Height::Button)};
    }

    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {urlPadding + iconSide, m_theme.height(Height::Button)};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const auto visual = [this](const QRect& rect) {
            return QStyle::visualRect(layoutDirection(), this->rect(), rect);
        };
        m_theme.paintIcon(painter, visual(QRect(urlPadding, (height() - iconSide) / 2, iconSide, iconSide)),
                          Icon::Globe, Token::Text2);
        const int x = urlPadding + iconSide + iconGap;
        painter.setFont(m_theme.font(TextRole::Body));
        painter.setPen(m_theme.color(Token::Text2));
        const QString text = painter.fontMetrics().elidedText(m_text, Qt::ElideRight, width() - x);
        painter.drawText(visual(QRect(x, 0, width() - x, height())), Qt::AlignVCenter | Qt::TextSingleLine, text);
    }

private:
    const Theme& m_theme;
    QString m_text;
};

} // namespace

ToolBar::ToolBar(const Theme& theme, models::WorkspacePresenter& presenter, const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_actions(actions)
    , m_workspaces(new ComboBox(theme))
    , m_publicUrl(new PublicUrlLabel(theme))
    , m_warning(new Line(theme, Qt::Horizontal, Token::WarnBar, this))
{
    setObjectName(QStringLiteral("toolBar"));
    setAccessibleName(tr("Toolbar"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(margin, 0, margin, 0);
    layout->setSpacing(spacing);
    const auto addLine = [&] {
        auto* line = new Line(theme, Qt::Vertical);
        line->setLength(lineLength);
        layout->addSpacing(spacing);
        layout->addWidget(line);
        layout->addSpacing(spacing);
    };
    const auto addButton = [&](Icon icon, QAction* action, const char* name) {
        auto* button = new ToolButton(theme, icon, *action, Qt::ToolButtonIconOnly);
        button->setObjectName(QString::fromLatin1(name));
        layout->addWidget(button);
        return button;
    };
    auto* sidebar = addButton(Icon::Side, actions.toggleSidebar, "toggleSidebar");
    sidebar->setCheckedLook(CheckedLook::Plain);
    addButton(Icon::Back, actions.back, "back");
    addButton(Icon::Right, actions.forward, "forward");
    addLine();
    m_workspaces->setObjectName(QStringLiteral("workspace"));
    m_workspaces->setAccessibleName(tr("Workspace"));
    m_workspaces->setFixedWidth(workspaceWidth);
    layout->addWidget(m_workspaces);
    addLine();
    layout->addWidget(new ListenerLabel(theme, presenter));
    m_listenerButton = new ToolButton(theme, Icon::Stop, *actions.stopListener, Qt::ToolButtonIconOnly);
    m_listenerButton->setObjectName(QStringLiteral("listenerButton"));
    layout->addWidget(m_listenerButton);
    layout->addWidget(m_publicUrl);
    layout->addStretch(1);

    layout->addWidget(new PaletteField(theme, *actions.palette));
    addLine();
    auto* caption = new Label(theme, tr("Environment"), TextRole::Body, Token::Text3);
    auto* environment = new EnvironmentCombo(theme, presenter);
    environment->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); // its name is never cut: others give way
    caption->setBuddy(environment);
    layout->addWidget(caption);
    layout->addSpacing(spacing);
    layout->addWidget(environment);
    m_warning->hide();

    connect(m_workspaces, &QComboBox::activated, this, [this](int index) {
        const QString root = m_workspaces->itemData(index).toString();
        m_workspaces->setCurrentIndex(0);
        if (!root.isEmpty() && root != m_presenter.root())
            Q_EMIT workspaceChosen(root);
    });
    connect(&presenter, &models::WorkspacePresenter::workspaceChanged, this, [this] {
        refreshWorkspaces();
        refreshPublicUrl();
    });
    connect(&presenter, &models::WorkspacePresenter::listenerChanged, this, &ToolBar::refreshListener);
    const auto showEnvironment = [this, caption] {
        m_warning->setVisible(m_presenter.isLive());
        caption->setVisible(!m_presenter.environments().empty());
    };
    connect(&presenter, &models::WorkspacePresenter::environmentsChanged, this, showEnvironment);
    const auto grow = [this] { setFixedHeight(m_theme.height(Height::ToolBar)); };
    connect(&theme, &Theme::changed, this, grow);
    grow();
    showEnvironment();
    refreshWorkspaces();
    refreshListener();
    refreshPublicUrl();
}

void ToolBar::setRecentWorkspaces(const std::vector<WorkspaceChoice>& recent)
{
    m_recent = recent;
    refreshWorkspaces();
}

void ToolBar::refreshWorkspaces()
{
    const QSignalBlocker quiet(m_workspaces);
    m_workspaces->clear();
    const QString name = m_presenter.name();
    m_workspaces->addItem(name.isEmpty() ? tr("No workspace") : name, m_presenter.root());
    for (const WorkspaceChoice& choice : m_recent) {
        if (choice.root != m_presenter.root())
            m_workspaces->addItem(choice.name, choice.root);
    }
    m_workspaces->setToolTip(m_presenter.root());
}

void ToolBar::refreshListener()
{
    const State state = m_presenter.listener().state;
    const bool running = state == State::Listening || state == State::Starting;
    QAction* action = running ? m_actions.stopListener : m_actions.startListener;
    m_listenerButton->setShownAction(*action);
    m_listenerButton->setIconName(running ? Icon::Stop : Icon::Play);
}

void ToolBar::refreshPublicUrl()
{
    const QString url = m_presenter.publicUrl();
    static_cast<PublicUrlLabel*>(m_publicUrl)->setText(tr("Public URL: %1").arg(url.isEmpty() ? tr("none") : url));
}

void ToolBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Window));
    painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Token::Line));
    m_warning->setGeometry(0, height() - 2, width(), 2);
}

} // namespace hw::widgets
