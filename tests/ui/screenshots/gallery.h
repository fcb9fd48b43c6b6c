#pragma once

#include <QList>
#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace hw::widgets {
class Theme;
}

namespace hw::test {

/// The window's own components side by side, each in its states: what design/png/00 shows. A state that only one can
/// have at a time, the focus, is given to each in turn and its picture kept in its place.
class Gallery final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Gallery)

public:
    Gallery(const widgets::Theme& theme, QWidget& owner);
    ~Gallery() override;

    /// Shown, with the focus pictures taken; false where the window does not become active.
    [[nodiscard]] bool pose();

private:
    void addColours(QVBoxLayout& column);
    void addButtons(QVBoxLayout& column);
    void addChips(QVBoxLayout& column);
    void addFields(QVBoxLayout& column);
    void addRows(QVBoxLayout& column);
    void addTabs(QVBoxLayout& column);
    void addBanners(QVBoxLayout& column);
    void addTypes(QVBoxLayout& column);
    void addMenu(QVBoxLayout& column);
    void addWork(QVBoxLayout& column);
    void addDrop(QVBoxLayout& column);
    void caption(QVBoxLayout& column, const QString& text);
    [[nodiscard]] QWidget* focused(QWidget* widget);

    const widgets::Theme& m_theme;
    QList<QPointer<QWidget>> m_focused;
};

} // namespace hw::test
