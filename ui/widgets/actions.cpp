#include "ui/widgets/actions.h"

#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace hw::widgets {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Actions)
};

QAction* make(QObject* parent, const char* name, const QString& text, const QList<QKeySequence>& shortcuts = {})
{
    auto* action = new QAction(text, parent);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcuts(shortcuts);
    return action;
}

QAction* makeAppearance(QActionGroup* group, const char* name, const QString& text, Appearance appearance)
{
    QAction* action = make(group, name, text);
    action->setCheckable(true);
    action->setData(static_cast<int>(appearance));
    group->addAction(action);
    return action;
}

} // namespace

Actions::Actions(QObject* parent)
    : newSource(make(parent, "actionNewSource", Texts::tr("&New source…"), {QKeySequence(QStringLiteral("Ctrl+N"))}))
    , openWorkspace(make(parent, "actionOpenWorkspace", Texts::tr("&Open workspace…"),
                         {QKeySequence(QStringLiteral("Ctrl+Shift+O"))}))
    , openDemo(make(parent, "actionOpenDemo", Texts::tr("Open the &demo workspace"),
                    {QKeySequence(QStringLiteral("Ctrl+D"))}))
    , import(make(parent, "actionImport", Texts::tr("&Import…"), {QKeySequence(QStringLiteral("Ctrl+O"))}))
    , importFolder(make(parent, "actionImportFolder", Texts::tr("Import a &Knock project…")))
    , openFolder(make(parent, "actionOpenFolder", Texts::tr("Open workspace &folder")))
    , quit(make(parent, "actionQuit", Texts::tr("&Quit"), {QKeySequence(QStringLiteral("Ctrl+Q"))}))
    , undo(make(parent, "actionUndo", Texts::tr("&Undo")))
    , toggleSidebar(
          make(parent, "actionToggleSidebar", Texts::tr("&Sidebar"), {QKeySequence(QStringLiteral("Ctrl+B"))}))
    , back(make(parent, "actionBack", Texts::tr("&Back"), {QKeySequence(QStringLiteral("Alt+Left"))}))
    , forward(make(parent, "actionForward", Texts::tr("&Forward"), {QKeySequence(QStringLiteral("Alt+Right"))}))
    , palette(make(parent, "actionPalette", Texts::tr("&Go to or run…"),
                   {QKeySequence(QStringLiteral("Ctrl+K")), QKeySequence(QStringLiteral("Ctrl+Shift+P"))}))
    , nextRegion(make(parent, "actionNextRegion", Texts::tr("&Next region"), {QKeySequence(QStringLiteral("F6"))}))
    , previousRegion(make(parent, "actionPreviousRegion", Texts::tr("&Previous region"),
                          {QKeySequence(QStringLiteral("Shift+F6"))}))
    , appearance(new QActionGroup(parent))
    , strongerBorders(make(parent, "actionStrongerBorders", Texts::tr("Stronger &borders")))
    , largerText(make(parent, "actionLargerText", Texts::tr("&Larger text"),
                      {QKeySequence(QStringLiteral("Ctrl++")), QKeySequence(QStringLiteral("Ctrl+="))}))
    , smallerText(
          make(parent, "actionSmallerText", Texts::tr("S&maller text"), {QKeySequence(QStringLiteral("Ctrl+-"))}))
    , normalText(make(parent, "actionNormalText", Texts::tr("&Normal text"), {QKeySequence(QStringLiteral("Ctrl+0"))}))
    , startListener(make(parent, "actionStartListener", Texts::tr("&Start listener")))
    , stopListener(make(parent, "actionStopListener", Texts::tr("S&top listener")))
    , copyEndpoint(make(parent, "actionCopyEndpoint", Texts::tr("&Copy endpoint URL")))
    , guide(make(parent, "actionGuide", Texts::tr("&Guide"), {QKeySequence(QStringLiteral("F1"))}))
    , welcome(make(parent, "actionWelcome", Texts::tr("&Welcome")))
    , shortcuts(
          make(parent, "actionShortcuts", Texts::tr("&Keyboard shortcuts"), {QKeySequence(QStringLiteral("Ctrl+F1"))}))
    , about(make(parent, "actionAbout", Texts::tr("&About Headwater")))
{
    strongerBorders->setCheckable(true);
    toggleSidebar->setCheckable(true);
    makeAppearance(appearance, "actionFollowDesktop", Texts::tr("Follow the &desktop"), Appearance::FollowDesktop);
    makeAppearance(appearance, "actionLight", Texts::tr("&Light"), Appearance::Light);
    makeAppearance(appearance, "actionDark", Texts::tr("Dar&k"), Appearance::Dark);
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);
}

QString plainText(const QAction& action)
{
    static const QRegularExpression mark(QStringLiteral("&(.)"));
    return action.text().replace(mark, QStringLiteral("\\1"));
}

} // namespace hw::widgets
