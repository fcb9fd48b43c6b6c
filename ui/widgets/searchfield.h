#pragma once

#include <QLineEdit>

namespace hw::widgets {

class Theme;

/// A field with a magnifying glass inside. Escape clears it, or leaves it where it is empty; Down and Enter leave it.
class SearchField final : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchField)

public:
    explicit SearchField(const Theme& theme, QWidget* parent = nullptr);

Q_SIGNALS:
    /// The keyboard goes on to what is searched.
    void left();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
};

} // namespace hw::widgets
