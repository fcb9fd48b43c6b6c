#pragma once

#include <QWidget>

namespace hw::widgets {

class Theme;

/// Placeholder rows of a table whose rows are on their way.
class LoadingRows final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LoadingRows)

public:
    explicit LoadingRows(const Theme& theme, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
};

} // namespace hw::widgets
